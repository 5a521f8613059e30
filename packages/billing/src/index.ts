// Billing: what tenants use, what it costs, and how Stripe comes to know.
