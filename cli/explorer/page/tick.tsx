// A switch that is on, off, or in between (in part, or not known).

interface Props {
  readonly label: string;
  readonly value: boolean | 'mixed';
  readonly onToggle: () => void;
}

export const Tick = ({ label, value, onToggle }: Props) => (
  <input
    type="checkbox"
    class="tick"
    checked={value === true}
    indeterminate={value === 'mixed'}
    aria-label={label}
    onClick={(e) => {
      // What is shown follows the configuration, which may take the click otherwise than the browser would.
      e.preventDefault();
      // The browser puts the box back after this; what is right is drawn then.
      setTimeout(onToggle);
    }}
  />
);
