import { Box } from '@mantine/core';
import { create } from 'qrcode';

const QUIET = 4;

/** A QR code as one path, on white in every colour scheme, so that every phone reads it. */
export function QrCode({
  text,
  colour,
  label,
  size = 168,
}: {
  readonly text: string;
  readonly colour: string;
  readonly label: string;
  readonly size?: number;
}) {
  const { side, path } = drawingOf(text);
  return (
    <Box bg="#fff" w={size} h={size} style={{ borderRadius: 8, flex: 'none' }}>
      <svg viewBox={`0 0 ${side} ${side}`} width={size} height={size} role="img" aria-label={label}>
        <path d={path} fill={colour} shapeRendering="crispEdges" />
      </svg>
    </Box>
  );
}

/** The same as the text of an SVG file. */
export function qrCodeFile(text: string, colour: string): string {
  const { side, path } = drawingOf(text);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}" fill="${colour}" shape-rendering="crispEdges"/></svg>\n`;
}

function drawingOf(text: string): { readonly side: number; readonly path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  return { side: modules.size + 2 * QUIET, path };
}
