/**
 * English words that customers use for the same thing, one meaning a line; `_` joins words, apostrophes are left out. A
 * word may have several meanings. Regular endings (-s, -ed, -ing) need no entry of their own.
 */
export const englishMeanings = `
abroad overseas foreign international internationally another_country other_countries
accept take allow permit let allowed permitted support supported
access login log_in sign_in log_on signin logon enter
account profile
active activate enable turn_on switch_on start_using unlock
add attach include put_on insert
address location where located situated place residence
afternoon evening morning night
age old years_old young minor child kid children under_18
alarm wake
amount sum total figure
another second additional extra more further spare multiple several
answer reply respond response
app application mobile_app
approve authorise authorize accept confirm
arrive arrived come came delivered received receive get_here reach show_up turn_up
ask request demand inquire enquire apply
atm cash_machine cashpoint cash_point
automatic automatically auto recurring
available offer provide have_got in_stock stock
bad faulty broken damaged defective not_working doesnt_work malfunction not_functioning defect
bank_account checking savings
begin start commence set_up initiate
bill invoice statement receipt
block blocked freeze frozen lock locked suspend disable deactivate
bought buy purchase order shop purchasing
cancel cancelled stop abort call_off revoke undo reverse terminate
car vehicle auto ride
card visa mastercard credit_card debit_card
cash money bills notes banknotes coins
change edit modify alter update amend switch adjust
charge fee cost price rate expense charged surcharge
cheap discount deal sale promotion coupon voucher promo offer
check look_up view see find_out verify look_at show
cheque check
choose pick select option choice prefer
clean wash vacuum tidy
close delete remove terminate shut_down end erase get_rid
code pin passcode password
colour color hue
complain complaint unhappy dissatisfied disappointed unsatisfied
complete finish done finalise finalize
contact reach speak talk call phone email get_in_touch
contactless tap tap_to_pay nfc
convert exchange conversion swap
correct right accurate
cost price expensive how_much pay charge
country nation region countries
currency currencies dollar euro pound usd eur gbp aud money
customer client user member
day date today tomorrow when
declined refused rejected denied not_accepted wont_accept turned_down failed
delay delayed slow late taking_so_long too_long waiting still
deliver ship send post mail shipping delivery shipment dispatch
different wrong incorrect mistaken other not_right inaccurate
disappear vanish missing gone lost not_there cant_find where_is wheres
dispute challenge contest disagree claim
do_not dont not cannot cant unable wont
double twice duplicate two_times multiple_times repeated again
double_charged charged_twice
eat food meal restaurant dinner lunch dish
email e_mail mail mailbox inbox
error mistake problem issue fault wrong trouble bug glitch
expire expiration expiry expired run_out
explain tell describe clarify know understand what_is meaning
extra additional hidden unexpected unknown strange unfamiliar weird dont_recognise dont_recognize unrecognized did_not_make didnt_make
fast quick quickly soon urgent asap express immediately hurry instant instantly right_away
film movie show
fix repair solve resolve restore correct
forgot forget forgotten cant_remember dont_remember lost
free no_cost complimentary gratis without_charge
friend family someone other_people another_person
fund money balance
get receive obtain acquire have
gift present
help assist assistance support
history past previous record
holiday vacation trip travel travelling
home house flat apartment
hour time hours schedule opening
how_long when how_many_days time take wait
identity id identification passport document kyc proof
increase raise up higher louder
decrease lower down reduce quieter
instruction manual guide steps how_do_i how_to
item product thing good goods article
job work employer salary wage paycheck payroll income
light lamp lights
limit maximum max cap restriction minimum
link connect linked add pair attach
list todo task items
lost stolen stole theft missing mislaid misplaced
make create build set_up new
meeting appointment event calendar schedule
message text sms
music song track tune playlist album
name called surname
new latest recent
news headlines
number phone_number telephone
open set_up create start register sign_up
owe due outstanding balance
package parcel box packet
pay payment paid paying
pending processing in_progress not_gone_through hasnt_gone_through still_waiting waiting
person human agent representative staff someone operator
phone mobile cell smartphone device handset
physical real actual plastic
problem issue trouble error
question query
radio station broadcast
rain weather forecast temperature umbrella snow sunny
reason why how_come explain
refund money_back reimburse reimbursement return get_back
reminder remind alert notify
repeat again once_more
replace replacement new_one exchange swap
reserve book reservation booking
reset recover change
restaurant cafe bar
return send_back bring_back
safe secure security protect
seller merchant shop store retailer vendor
shop store branch outlet
show display list
size fit large small big
source origin come_from where_from
spend spending spent expenses
stuck swallowed ate kept swallow retained
tell say give let_me_know
ticket train flight plane bus
top_up topup topping_up load recharge add_money add_funds put_money reload
track tracking trace follow status where_is
traffic commute route directions
transaction payment purchase
transfer send wire remit move transferred sent
transfer deposit top_up
translate say_in in_spanish in_french
try attempt tried
undo cancel reverse
use utilise utilize using usage
verify confirm prove validate authenticate
virtual disposable digital temporary online
want would_like wish need require id_like
withdraw withdrawal take_out cash_out get_cash withdrew
wrong incorrect mistaken
`;
