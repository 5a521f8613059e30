import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { FormProblem } from '../../components/form-problem.tsx';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { problemSentence } from '../../problem.ts';
import { trpcClient } from '../../trpc.ts';
import { type Added, AddedNote } from './added-note.tsx';
import { Proposals } from './proposals.tsx';
import { pageRefusals, refusalOf } from './refusals.ts';

/** A web page read for questions with answers, of which a person takes over what they want. */
export function FromPage() {
  const t = useSentences('faq-imports');
  const shell = useSentences('shell');
  const [url, setUrl] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [added, setAdded] = useState<Added>();
  const read = useMutation({
    mutationFn: (address: string) => trpcClient.faqImports.readPage.mutate({ url: address }),
  });
  const refusal = refusalOf(pageRefusals, read.error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(url.trim() === '');
    if (url.trim() === '') return;
    setAdded(undefined);
    read.mutate(url.trim());
  };
  return (
    <Section title={t('page.title')} about={t('page.about')}>
      <Stack gap="md">
        <FormProblem>
          {read.error && (refusal ? t(refusal.sentence, refusal.values) : shell(problemSentence(read.error)))}
        </FormProblem>
        <form onSubmit={submit} noValidate>
          <Group align="flex-end" gap="sm">
            <TextInput
              name="url"
              type="url"
              inputMode="url"
              dir="ltr"
              flex="1 1 16rem"
              label={t('page.address')}
              placeholder="https://example.com/faq"
              maxLength={2_048}
              value={url}
              error={isMissing && shell('field.required')}
              onChange={({ currentTarget }) => {
                setUrl(currentTarget.value);
                setMissing(false);
              }}
            />
            <Button type="submit" variant="default" loading={read.isPending}>
              {t('page.read')}
            </Button>
          </Group>
        </form>
        {added && <AddedNote added={added} />}
        {read.data && !added && (
          <Proposals
            key={read.submittedAt}
            found={read.data}
            onAdded={(result) => {
              setAdded(result);
              read.reset();
            }}
            onUndone={() => setAdded(undefined)}
            onDrop={read.reset}
          />
        )}
      </Stack>
    </Section>
  );
}
