// A switch that is on, off, or in between (in part, or not known).

interface Props {
  readonly label: string;
  readonly value: boolean | 'mixed';
  readonly onToggle: () => void;
}

export const Tick = ({ label, value, onToggle }: Props) => (
  <button
    type="button"
    role="checkbox"
    aria-checked={value}
    aria-label={label}
    class={`tick ${value === 'mixed' ? 'mixed' : value ? 'on' : 'off'}`}
    onClick={onToggle}
  >
    <span aria-hidden="true">{value === 'mixed' ? '–' : value ? '✓' : ''}</span>
  </button>
);
