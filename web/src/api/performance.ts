import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type {
  BudgetEvaluation,
  BudgetProgress,
  EntriesPlan,
  IndicatorChoices,
  MonitoredProject,
  MonitoringBoard,
  Registers,
  ResultsPlan,
} from '../../../src/server/contract/performance.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { request, sendFile, sendFiles } from './request.ts';

/** A budget at a revision, at a day; an empty day is the server's choice. */
export interface AtDay {
  readonly id: string;
  readonly revision: number;
  readonly asOf: string;
}

export function queryOf(asked: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  return params.size === 0 ? '' : `?${params}`;
}

const LASTING = { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000 };

export function useMonitoring({ id, revision, asOf }: AtDay) {
  return useQuery({
    ...LASTING,
    queryKey: ['performance', 'board', id, revision, asOf],
    queryFn: ({ signal }) =>
      request<MonitoringBoard>(addressOf('monitoring', { id }) + queryOf({ asOf }), { signal }),
  });
}

export function useMonitoredProject({ id, revision, asOf }: AtDay, project: string) {
  return useQuery<MonitoredProject>({
    staleTime: Number.POSITIVE_INFINITY,
    queryKey: ['performance', 'project', id, revision, asOf, project],
    queryFn: ({ signal }) =>
      request<MonitoredProject>(addressOf('monitoredProject', { id }) + queryOf({ asOf, project }), {
        signal,
      }),
    // Of the same project what was known stays until it is told anew.
    placeholderData: (before) => (before?.project.project.code === project ? before : undefined),
  });
}

export function useProgress({ id, revision, asOf }: AtDay) {
  return useQuery({
    ...LASTING,
    queryKey: ['performance', 'progress', id, revision, asOf],
    queryFn: ({ signal }) =>
      request<BudgetProgress>(addressOf('progress', { id }) + queryOf({ asOf }), { signal }),
  });
}

export function useEvaluation(id: string, revision: number) {
  return useQuery({
    ...LASTING,
    queryKey: ['performance', 'evaluation', id, revision],
    queryFn: ({ signal }) => request<BudgetEvaluation>(addressOf('evaluation', { id }), { signal }),
  });
}

/** Asks what a file of payments would add; changes nothing. */
export function useEntriesPlan(id: string) {
  return useMutation({
    mutationFn: (file: File) => sendFile<EntriesPlan>(addressOf('entriesPlan', { id }), file),
  });
}

/** Indicators of the library for a project: those that fit the words, or what is proposed where there are none. */
export function useIndicatorChoices(id: string, revision: number, project: string, words: string) {
  return useQuery({
    ...LASTING,
    enabled: project !== '',
    queryKey: ['performance', 'choices', id, revision, project, words],
    queryFn: ({ signal }) =>
      request<IndicatorChoices>(addressOf('indicatorChoices', { id }) + queryOf({ project, words }), {
        signal,
      }),
  });
}

export function useRegisters(id: string, isWanted: boolean) {
  return useQuery({
    enabled: isWanted,
    queryKey: ['performance', 'registers', id],
    queryFn: ({ signal }) => request<Registers>(addressOf('registers', { id }), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Asks what registers give for the results of a budget; changes nothing. */
export function useResultsPlan(id: string, asOf: string) {
  return useMutation({
    mutationFn: (files: readonly File[]) =>
      sendFiles<ResultsPlan>(addressOf('resultsPlan', { id }) + queryOf({ asOf }), files),
  });
}
