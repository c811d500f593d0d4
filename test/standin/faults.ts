import { CONNECTION_FAULTS } from './connectionFaults';
import type { Fault } from './fault';
import { STATUS_FAULTS } from './statusFaults';
import { STREAM_FAULTS } from './streamFaults';

/** Every fault by the id of the model that has it: what it does and what a person should end up with. */
export const FAULTS = { ...STATUS_FAULTS, ...CONNECTION_FAULTS, ...STREAM_FAULTS } as const;

export type FaultId = keyof typeof FAULTS;

/** The ids of all faults, in the order of the table. */
export const FAULT_IDS: readonly FaultId[] = Object.keys(FAULTS).filter(isFaultId);

/** Tells whether a model id (without suffix) is a fault's. */
export function isFaultId(id: string): id is FaultId {
  return Object.hasOwn(FAULTS, id);
}

/** The fault that a model id stands for. */
export function fault(id: FaultId): Fault {
  return FAULTS[id];
}

/**
 * The bytes of a fault's body, the same each time, or undefined if its body is not fixed: it depends on the
 * question, comes only after failures, or there is none. For tests that cut a body at any boundary.
 */
export function streamBytes(id: FaultId): Uint8Array | undefined {
  const { plan } = fault(id);
  if (plan.kind !== 'stream') return undefined;
  const body = plan.body(id);
  return typeof body === 'string' ? Buffer.from(body) : body;
}

/** The faults whose body is fixed and ends cleanly: those that may be cut anywhere without a change of outcome. */
export const FIXED_BODY_IDS: readonly FaultId[] = FAULT_IDS.filter((id) => {
  const { plan } = fault(id);
  return plan.kind === 'stream' && (plan.ending ?? 'end') === 'end';
});
