import { Paper, Text } from '@mantine/core';
import { IconMessageQuestion, IconTag } from '@tabler/icons-react';
import { TextLink } from '../../components/button-link.tsx';
import { useSentences } from '../../i18n.ts';
import classes from './glossary.module.css';
import type { Neighbours } from './glossary.ts';
import { centre, layoutEgo } from './layout-ego.ts';

const MOST_DRAWN = 8;
const MOST_TERMS_DRAWN = 3;
/** So few stand on one line. */
const FEW = 2;

interface Node {
  readonly kind: 'term' | 'faq';
  readonly id: string;
  readonly label: string;
}

/** A term or an FAQ with what it is linked to round it; each neighbour is a link that walks there. The lists below say the same. */
export function EgoGraph({ of }: { readonly of: Neighbours }) {
  const t = useSentences('glossary');
  const nodes = drawnOf(of);
  const places = layoutEgo(nodes.length);
  const name = of.kind === 'term' ? of.name : of.question;
  const left = of.terms.length + (of.kind === 'term' ? of.faqCount : of.faqs.length) - nodes.length;
  return (
    <Paper withBorder radius="lg" p="xs" component="nav" aria-label={t('graph.label', { name })}>
      <div className={classes['graph']} data-few={nodes.length <= FEW || undefined}>
        <svg className={classes['lines']} aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 100">
          {places.map(({ x, y }, index) => (
            <line
              key={nodes[index]?.id}
              x1={centre.x}
              y1={centre.y}
              x2={x}
              y2={y}
              vectorEffect="non-scaling-stroke"
              strokeDasharray={nodes[index]?.kind === of.kind ? '4 4' : undefined}
            />
          ))}
        </svg>
        <div className={classes['node']} data-kind={of.kind} data-focus style={styleAt(centre)}>
          <Sign kind={of.kind} />
          <bdi>{name}</bdi>
        </div>
        {nodes.map((node, index) => (
          <GraphLink key={`${node.kind} ${node.id}`} node={node} place={places[index] ?? centre} />
        ))}
      </div>
      <Text size="xs" c="dimmed" ta="center">
        {left > 0 ? t('graph.more', { number: left }) : t('graph.caption')}
      </Text>
    </Paper>
  );
}

function GraphLink({ node, place }: { readonly node: Node; readonly place: typeof centre }) {
  const look = {
    className: classes['node'],
    'data-kind': node.kind,
    style: styleAt(place),
    title: node.label,
  } as const;
  const inside = (
    <>
      <Sign kind={node.kind} />
      <bdi>{node.label}</bdi>
    </>
  );
  return node.kind === 'term' ? (
    <TextLink to="/faqs/glossary/terms/$termId" params={{ termId: node.id }} {...look}>
      {inside}
    </TextLink>
  ) : (
    <TextLink to="/faqs/glossary/faqs/$faqId" params={{ faqId: node.id }} {...look}>
      {inside}
    </TextLink>
  );
}

function Sign({ kind }: Pick<Node, 'kind'>) {
  const Icon = kind === 'term' ? IconTag : IconMessageQuestion;
  return <Icon size={14} aria-hidden className={classes['sign']} />;
}

/** The other kind first, as that is what links lead over. */
function drawnOf({ kind, terms, faqs }: Neighbours): Node[] {
  const termNodes = terms.map(({ id, name }): Node => ({ kind: 'term', id, label: name }));
  const faqNodes = faqs.map(({ id, question }): Node => ({ kind: 'faq', id, label: question }));
  const [across, along] = kind === 'term' ? [faqNodes, termNodes] : [termNodes, faqNodes];
  const few = along.slice(0, Math.max(MOST_TERMS_DRAWN, MOST_DRAWN - across.length));
  return [...across.slice(0, MOST_DRAWN - few.length), ...few];
}

function styleAt({ x, y }: typeof centre) {
  return { insetInlineStart: `${x}%`, insetBlockStart: `${y}%` };
}
