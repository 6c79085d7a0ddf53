// What a drawing of nodes and edges shows, before any format: machines, trees, lattices.

import type { Lang } from './i18n.js';

/** How a line of a label is told from others: by weight and mark as well as by colour. */
export type LineRole = 'title' | 'plain' | 'guard' | 'switch' | 'action' | 'refusal' | 'small';
export interface GraphLine {
  readonly text: string;
  readonly role: LineRole;
  /** Belongs to the title above it. */
  readonly isIndented?: boolean;
}
/** `attack`, `defence`, `goal`, `reached`, `broken`: of trees and lattices. */
export type NodeKind =
  | 'state'
  | 'final'
  | 'initial'
  | 'goal'
  | 'attack'
  | 'defence'
  | 'none'
  | 'reached'
  | 'broken';
export interface GraphNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly lines: readonly GraphLine[];
  /** What belongs to the node but is not its name: shown under a rule. */
  readonly body?: readonly GraphLine[];
}
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly lines: readonly GraphLine[];
  readonly isDashed?: boolean;
}
export interface GraphDiagram {
  readonly type: 'graph';
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly lang: Lang;
  readonly direction: 'TB' | 'LR' | 'BT';
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** What the marks mean. */
  readonly legend: readonly string[];
}
