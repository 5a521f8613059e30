import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { teamsManifest } from './manifest.ts';

const options = {
  appId: 'c9e8c047-2a34-40a1-b28a-b162d5f5327c',
  name: 'Tea House',
  developer: 'Tea House Ltd',
  publicUrl: 'http://desk.example/',
  colour: '#1a6b52',
};

test('the package is what Teams asks for: a manifest, and icons of its two sizes', async () => {
  const zip = await JSZip.loadAsync(await teamsManifest(options));
  expect(Object.keys(zip.files).toSorted()).toEqual(['color.png', 'manifest.json', 'outline.png']);
  const manifest = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '');
  expect(manifest).toMatchObject({
    manifestVersion: '1.17',
    id: options.appId,
    developer: { name: 'Tea House Ltd', websiteUrl: 'https://desk.example' },
    name: { short: 'Tea House', full: 'Tea House' },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#1a6b52',
    bots: [{ botId: options.appId, scopes: ['personal', 'team', 'groupChat'] }],
  });
  for (const [name, size] of Object.entries({ 'color.png': 192, 'outline.png': 32 })) {
    const png = Buffer.from((await zip.file(name)?.async('uint8array')) ?? []);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  }
});

test('the same business gets the same package', async () => {
  expect(await teamsManifest(options)).toEqual(await teamsManifest(options));
});

test.each(['', ' \n', 'x'.repeat(500), `${'x'.repeat(29)}😀 and more`])(
  'the name %.40j fits what Teams takes',
  async (name) => {
    const zip = await JSZip.loadAsync(await teamsManifest({ ...options, name, developer: name }));
    const manifest = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '');
    for (const [text, limit] of [
      [manifest.name.short, 30],
      [manifest.name.full, 100],
      [manifest.developer.name, 32],
      [manifest.description.short, 80],
    ] as const) {
      expect(text.isWellFormed()).toBe(true);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(limit);
    }
  },
);
