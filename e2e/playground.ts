// The page as a person meets it: what they see and do, in words of the page rather than of its markup. Waits are for states,
// never for time.
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The same in both languages, so that a test can be run in either. */
const words = {
  en: {
    apply: 'Apply',
    settle: 'Run until settled',
    start: 'Go to the start',
    end: 'Go to the end of what has happened',
    play: 'Play',
    pause: 'Pause',
    stepBack: 'One step back',
    stepForward: 'One step forward',
    undo: 'Undo',
    redo: 'Redo',
    reset: 'Reset',
    share: 'Share',
    yaml: 'YAML',
    picture: 'Picture',
    settled: 'settled',
    editor: 'YAML of the cluster',
    link: 'Link',
    legend: 'Legend and shortcuts',
  },
  'zh-CN': {
    apply: '应用',
    settle: '运行到稳定',
    start: '回到开头',
    end: '转到目前进展的末尾',
    play: '播放',
    pause: '暂停',
    stepBack: '后退一步',
    stepForward: '前进一步',
    undo: '撤销',
    redo: '重做',
    reset: '重置',
    share: '分享',
    yaml: 'YAML',
    picture: '画面',
    settled: '已稳定',
    editor: '集群的 YAML',
    link: '链接',
    legend: '图例与快捷键',
  },
} as const;

export type Language = keyof typeof words;
type Button = Exclude<keyof (typeof words)['en'], 'settled' | 'editor' | 'link'>;
type Column = 'pod' | 'state' | 'node' | 'volume' | 'waits';

export class Playground {
  readonly page: Page;
  readonly words: (typeof words)[Language];

  constructor(page: Page, language: Language = 'en') {
    this.page = page;
    this.words = words[language];
  }

  /** Opens the page and waits until the picture stands. */
  async open(address = './'): Promise<this> {
    await this.page.goto(address);
    await expect(this.status).toBeAttached();
    return this;
  }

  button(name: Button): Locator {
    return this.page.getByRole('button', { name: this.words[name], exact: name !== 'apply' });
  }

  get status(): Locator {
    return this.page.locator('.status');
  }

  /** The twin table's cell for a Pod. */
  cell(pod: string, column: Column): Locator {
    return this.page.locator(`tr[data-row="${pod}"] [data-column="${column}"]`);
  }

  /** The swim lanes, on which one goes to any instant. */
  get timeline(): Locator {
    return this.page.getByRole('slider');
  }

  /** The instant on show as the slider tells it, in seconds. */
  async seconds(): Promise<number> {
    return Number(await this.timeline.getAttribute('aria-valuenow'));
  }

  /** The branches one can return to. */
  get branches(): Locator {
    return this.page.locator('.branch');
  }

  get branchNote(): Locator {
    return this.page.locator('.branch-note');
  }

  get line(): Locator {
    return this.page.locator('#line');
  }

  /** Types a command line and sends it off. */
  async command(line: string): Promise<void> {
    await this.view('commands');
    await this.line.fill(line);
    await this.line.press('Enter');
  }

  get answers(): Locator {
    return this.page.locator('.results');
  }

  /** To the end of the run, whatever the speed. */
  async settle(): Promise<void> {
    await this.button('settle').click();
    await this.view('picture');
    await expect(this.status).toHaveAttribute('data-kind', /settled|blocked/);
  }

  async expectReady(...pods: readonly string[]): Promise<void> {
    await this.view('picture');
    for (const pod of pods) await expect(this.cell(pod, 'state')).toHaveText(/Ready/);
  }

  get editor(): Locator {
    return this.page.getByRole('textbox', { name: this.words.editor });
  }

  /** Replaces the whole text, through whichever editor is there. Pasted: what is typed, Monaco would indent. */
  async write(text: string): Promise<void> {
    await this.page.locator('.editor[data-editor="monaco"], .phone .editor').waitFor();
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.editor.focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('ControlOrMeta+V');
  }

  /** Writes, applies and waits for the answer to this text. */
  async writeAndApply(text: string): Promise<void> {
    await this.view('yaml');
    await this.write(text);
    const close = this.answers.locator('.results-close');
    if (await close.isVisible()) await close.click();
    await this.button('apply').click();
    await expect(this.answers).not.toBeEmpty();
  }

  /** On a phone, one at a time; elsewhere all are there. */
  async view(name: 'picture' | 'yaml' | 'commands' | 'why'): Promise<void> {
    const tab = this.page.locator('.view').nth(['picture', 'yaml', 'commands', 'why'].indexOf(name));
    if (await tab.isVisible()) await tab.click();
  }

  /** Every cell by Pod and column: `tkb-sts-0 state`. */
  async cells(): Promise<Record<string, string>> {
    return this.page.locator('.twin tbody').evaluate((body) => {
      const cells = [...body.querySelectorAll<HTMLElement>('[data-column]')];
      return Object.fromEntries(
        cells.map((cell) => [`${cell.closest('tr')?.dataset.row} ${cell.dataset.column}`, cell.textContent]),
      );
    });
  }

  /** The whole table as text: the same run at the same instant reads the same. */
  async table(): Promise<string> {
    return (await this.page.locator('.twin tbody tr').allInnerTexts()).join('\n');
  }

  async shareLink(): Promise<string> {
    await this.button('share').click();
    const field = this.page.getByRole('textbox', { name: this.words.link, exact: true });
    await expect(field).toHaveValue(/#\d+\./);
    const link = await field.inputValue();
    await this.page.keyboard.press('Escape');
    return link;
  }
}

/** Of the page's default: what the tests change. */
export const storageClass = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: flash
provisioner: pd.csi.storage.gke.io
volumeBindingMode: WaitForFirstConsumer
allowVolumeExpansion: true
parameters:
  type: pd-ssd
`;

export const service = `apiVersion: v1
kind: Service
metadata:
  name: dullahan
  labels:
    app: web
spec:
  ports:
  - port: 80
    name: web
  clusterIP: None
  selector:
    app: web
`;

export const statefulSet = (replicas: number | string, more = ''): string => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: tkb-sts
spec:
  replicas: ${replicas}
${more}  selector:
    matchLabels:
      app: web
  serviceName: "dullahan"
  template:
    metadata:
      labels:
        app: web
    spec:
      terminationGracePeriodSeconds: 10
      containers:
      - name: ctr-web
        image: nginx:latest
        ports:
        - containerPort: 80
          name: web
        volumeMounts:
        - name: webroot
          mountPath: /usr/share/nginx/html
  volumeClaimTemplates:
  - metadata:
      name: webroot
    spec:
      accessModes: [ "ReadWriteOnce" ]
      storageClassName: "flash"
      resources:
        requests:
          storage: 1Gi
`;

export const documents = (...texts: readonly string[]): string => texts.join('---\n');
export const defaultDocuments = (replicas: number): string => documents(storageClass, service, statefulSet(replicas));
