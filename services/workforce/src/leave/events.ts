import { LeaveId, LeaveKind, LocalDate } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';

/** Days [from, to). */
const leave = z.object({ id: LeaveId, kind: LeaveKind, from: LocalDate, to: LocalDate });
/** Leave of the person whose stream it is. */
export type OwnLeave = z.infer<typeof leave>;

export const leaveRequested = eventKind('LeaveRequested', leave);
export const leaveApproved = eventKind('LeaveApproved', leave);
export const leaveRefused = eventKind('LeaveRefused', z.object({ id: LeaveId, because: z.string().max(500) }));
/** `wasApproved` tells others that days which they had heard of are free again. */
export const leaveWithdrawn = eventKind('LeaveWithdrawn', z.object({ id: LeaveId, wasApproved: z.boolean() }));

export const leaveEvents = [leaveRequested, leaveApproved, leaveRefused, leaveWithdrawn] as const;
export type LeaveEvent = EventOf<typeof leaveEvents>;
