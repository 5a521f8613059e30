import { Button, FileButton, Stack, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { FormProblem } from '../../components/form-problem.tsx';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { problemSentence } from '../../problem.ts';
import { useTRPC } from '../../trpc.ts';
import classes from './faq-imports.module.css';
import { fileRefusals, refusalOf } from './refusals.ts';
import { UploadRefusal, uploadFile } from './upload-file.ts';
import { useDroppedFiles } from './use-dropped-files.ts';

/** A file chosen or dropped; where it can be read, its import opens. */
export function FromFile() {
  const t = useSentences('faq-imports');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const [file, second] = files;
      if (!file || second) throw new UploadRefusal('Send one file.', 400);
      return uploadFile(file);
    },
    onSuccess: async (job) => {
      queryClient.setQueryData(trpc.faqImports.get.queryKey({ id: job.id }), job);
      void queryClient.invalidateQueries(trpc.faqImports.list.queryFilter());
      await router.navigate({ to: '/faqs/import/$importId', params: { importId: job.id } });
    },
  });
  const take = (files: readonly File[]) => {
    if (!upload.isPending && files.length > 0) upload.mutate(files);
  };
  const isOver = useDroppedFiles(take);
  const refusal = refusalOf(fileRefusals, upload.error);
  return (
    <Section title={t('file.title')} about={t('file.about')}>
      <Stack gap="md">
        <FormProblem>
          {upload.error && (refusal ? t(refusal.sentence) : shell(problemSentence(upload.error)))}
        </FormProblem>
        <Stack className={classes['zone']} data-over={isOver || undefined} align="center" gap="xs" p="xl">
          <IconFileUpload size={32} aria-hidden />
          <Text className={classes['dropWords']}>{t('file.drop')}</Text>
          <FileButton accept=".csv,.xlsx,.jsonl" onChange={(file) => file && take([file])}>
            {(props) => (
              <Button {...props} loading={upload.isPending}>
                {t('file.choose')}
              </Button>
            )}
          </FileButton>
          <Text size="sm" c="dimmed" ta="center">
            {t('file.limits')}
          </Text>
          <Text size="sm" role="status" dir="auto">
            {upload.isPending && t('file.reading', { name: upload.variables[0]?.name ?? '' })}
          </Text>
        </Stack>
      </Stack>
    </Section>
  );
}
