// Copies a text, and says that it did. Where the clipboard is closed to pages, the text beside it is there to be selected.
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  readonly doneLabel: string;
  /** Where the clipboard is closed. */
  readonly onRefused?: () => void;
}

export function CopyButton({ text, label, doneLabel, onRefused }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => setCopied(false), [text]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      onRefused?.();
    }
  };
  return (
    <button type="button" className="button primary" onClick={() => void copy()}>
      {copied ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
      <span aria-live="polite">{copied ? doneLabel : label}</span>
    </button>
  );
}
