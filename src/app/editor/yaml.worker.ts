// The YAML language server's worker, as an entry of our own so that the bundler finds it.
import 'monaco-yaml/yaml.worker.js';
