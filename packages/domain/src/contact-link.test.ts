import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ContactLink, contactLinkId, contactsLinkedTo } from './contact-link.ts';
import { contactIdSchema, tenantIdSchema } from './ids.ts';

const idOf = (number: number) => contactIdSchema.parse(`p${number}`);

function linkOf(one: number, other: number, at: number): ContactLink {
  const contactIds = [idOf(one), idOf(other)] as const;
  return {
    id: contactLinkId(...contactIds),
    tenantId: tenantIdSchema.parse('t'),
    contactIds,
    linkedAt: new Date(at),
  };
}

const anyLinks = fc
  .array(fc.tuple(fc.nat(7), fc.nat(7), fc.nat(3)), { maxLength: 14 })
  .map((all) => all.filter(([one, other]) => one !== other).map(([one, other, at]) => linkOf(one, other, at)))
  .map((links) => [...new Map(links.map((link) => [link.id, link])).values()]);

test('linked contacts are one person whoever of them is asked about, and whatever order links are read in', () => {
  fc.assert(
    fc.property(anyLinks, fc.nat(7), (links, start) => {
      const { contactIds, links: joining } = contactsLinkedTo(idOf(start), links);
      expect(joining).toHaveLength(contactIds.length - 1);
      for (const id of contactIds) {
        const same = contactsLinkedTo(id, links.toReversed());
        expect([...same.contactIds].sort()).toEqual([...contactIds].sort());
        expect(same.links).toEqual(joining);
      }
    }),
  );
});

test('taking away a link that counts parts a person in two, and each half keeps its own links', () => {
  fc.assert(
    fc.property(anyLinks, fc.nat(7), (links, start) => {
      const person = contactsLinkedTo(idOf(start), links);
      for (const { id, contactIds } of person.links) {
        const rest = person.links.filter((link) => link.id !== id);
        const [one, other] = contactIds.map((each) => contactsLinkedTo(each, rest));
        expect((one?.contactIds.length ?? 0) + (other?.contactIds.length ?? 0)).toBe(person.contactIds.length);
        expect(one?.contactIds.some((each) => other?.contactIds.includes(each))).toBe(false);
      }
    }),
  );
});

test('a link has the same id whichever contact is named first', () => {
  expect(contactLinkId(idOf(1), idOf(2))).toBe(contactLinkId(idOf(2), idOf(1)));
});
