// Monaco's two themes, made from the tokens of theme.css: Monaco wants colours as numbers, not as custom properties.
import * as monaco from 'monaco-editor/editor';

/** Defines and sets Monaco's theme from the custom properties that hold at this moment. */
export function setMonacoTheme(theme: 'light' | 'dark'): void {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => sixDigits(style.getPropertyValue(`--${name}`).trim());
  monaco.editor.defineTheme('ordinal', {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: 'type.yaml', foreground: token('yaml-key') },
      { token: 'string.yaml', foreground: token('yaml-text') },
      { token: 'number.yaml', foreground: token('yaml-number') },
      { token: 'keyword.yaml', foreground: token('yaml-number') },
      { token: 'comment.yaml', foreground: token('yaml-comment') },
      { token: 'operators.yaml', foreground: token('muted') },
    ],
    colors: {
      'editor.background': token('panel'),
      'editor.foreground': token('ink'),
      'editorLineNumber.foreground': token('muted'),
      'editorLineNumber.activeForeground': token('ink'),
      'editor.lineHighlightBackground': token('band'),
      'editor.lineHighlightBorder': '#00000000',
      'editorWidget.background': token('panel'),
      'editorWidget.border': token('line'),
      'editorHoverWidget.background': token('panel'),
      'editorHoverWidget.border': token('line'),
      'editorError.foreground': token('state-failed'),
      'editorWarning.foreground': token('state-pending'),
      'editorIndentGuide.background1': token('line'),
      focusBorder: token('focus'),
    },
  });
  monaco.editor.setTheme('ordinal');
}

/** A minified style sheet says `#fff`, which Monaco does not take. */
const sixDigits = (colour: string): string => colour.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
