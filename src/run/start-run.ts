// From a text to a run: the scenario's world, and every other document applied at 0 ms, or as soon as the ones before it have
// begun to have their effects. If anything of the text is refused nothing runs, and all that is wrong is told.
import { createCluster } from '../engine/index.ts';
import { hasErrors, parseManifest } from '../manifest/manifest.ts';
import { parseScenario } from '../scenarios/parse-scenario.ts';
import { clusterOptions } from '../scenarios/scenario.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { Answers } from './answers.ts';
import { AppliedText } from './apply-text.ts';
import { byLine } from './edit.ts';
import type { StartedText } from './edit.ts';
import type { PlayLine } from './play-line.ts';
import type { CreatedRun, Run, RunOptions } from './run.ts';
import { SimulatedRun } from './simulated-run.ts';

/** Each document is a `kubectl apply` of its own: what one sets off has begun before the next does, as recordings show. */
const betweenDocumentsMs = 20;

/** Starts a run at 0 ms; refusals are in the order of the text. `playLine` is not called before the run is advanced. */
export function startRun(text: string, playLine: PlayLine, options: RunOptions = {}): CreatedRun {
  const manifest = parseManifest(text);
  const { scenario: written, problems } = parseScenario(manifest.documents);
  const mistakes = [...manifest.problems, ...problems].filter(({ severity }) => severity === 'error');
  if (hasErrors(mistakes)) return { ok: false, refusals: byLine(mistakes) };
  const { seed = written.seed, end = written.end } = options;
  return begin({ ...written, seed, end }, { text, manifest }, playLine);
}

function begin(scenario: Scenario, started: StartedText, playLine: PlayLine): CreatedRun {
  const cluster = createCluster(clusterOptions(scenario));
  const answers = new Answers();
  const applied = new AppliedText(cluster, answers);
  const { refusals, notSimulated } = applied.apply(started.manifest, () =>
    cluster.advanceTo(cluster.nowMs + betweenDocumentsMs),
  );
  if (refusals.length + notSimulated.length > 0) {
    return { ok: false, refusals: byLine([...refusals, ...notSimulated]) };
  }
  return { ok: true, run: new SimulatedRun({ cluster, scenario, started, applied, answers, playLine, again }) };

  function again(): Run {
    const created = begin(scenario, started, playLine);
    if (!created.ok) throw new Error('a text that was not refused must not be refused another time');
    return created.run;
  }
}
