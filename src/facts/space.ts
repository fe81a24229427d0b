import { say } from '../messages/say.ts';
import {
  type Dimension,
  type Group,
  listDimension,
  openDimension,
  type Tree,
  treeDimension,
} from './dimension.ts';
import type { Coordinate } from './fact.ts';

/** All dimensions that coordinates may have, by id. */
export type Space = ReadonlyMap<string, Dimension>;

/** An entity in the tree of bodies: a department, the bureau itself (本级), a unit. */
export interface EntityNode {
  readonly code: string;
  readonly name: string;
  /** The code of the body it belongs to; a department has none. */
  readonly parent?: string;
}

/** A body out of data, in which a parent that is not there is undefined. */
export function entityNode({
  code,
  name,
  parent,
}: {
  readonly code: string;
  readonly name: string;
  readonly parent?: string | undefined;
}): EntityNode {
  return parent === undefined ? { code, name } : { code, name, parent };
}

export interface SpaceOptions {
  /** Classification trees of the year. */
  readonly trees: { readonly function: Tree; readonly economic: Tree; readonly govEconomic: Tree };
  /** Named sets over the economic classification, such as 三公经费. */
  readonly sets?: readonly Group[];
  readonly entities: readonly EntityNode[];
  /** Project codes with their names. */
  readonly projects?: ReadonlyMap<string, string>;
  /** Dimensions that a pack adds; one of the same id replaces the standard one. */
  readonly extra?: readonly Dimension[];
}

/** The member that says a line belongs to no project, so that projects partition expenditure. */
export const NO_PROJECT = '-';

/** The dimensions of public finance, as in the design. */
export function makeSpace(options: SpaceOptions): Space {
  const { trees, sets = [], entities, projects = new Map(), extra = [] } = options;
  const dimensions: Dimension[] = [
    ...closedDimensions(),
    openDimension('year', say('facts.year')),
    openDimension(
      'project',
      say('facts.project'),
      new Map([...projects, [NO_PROJECT, say('facts.project.none')]]),
    ),
    treeDimension('entity', say('facts.entity'), entityTree(entities)),
    treeDimension('function', say('facts.function'), trees.function),
    treeDimension('economic', say('facts.economic'), trees.economic, sets),
    treeDimension('govEconomic', say('facts.govEconomic'), trees.govEconomic),
    ...extra,
  ];
  return new Map(dimensions.map((dimension) => [dimension.id, dimension]));
}

function entityTree(entities: readonly EntityNode[]): Tree {
  const byCode = new Map(entities.map((entity) => [entity.code, entity]));
  const children = groupByParent(entities);
  return {
    parentOf: (code) => byCode.get(code)?.parent,
    childrenOf: (code) => (children.get(code) ?? []).map((entity) => entity.code),
    roots: () => (children.get('') ?? []).map((entity) => entity.code),
    nameOf: (code) => byCode.get(code)?.name,
  };
}

/** Children by the code of their parent; departments under the empty code. (Node 20 has no Map.groupBy.) */
function groupByParent(entities: readonly EntityNode[]): Map<string, EntityNode[]> {
  const groups = new Map<string, EntityNode[]>();
  for (const entity of entities) {
    const parent = entity.parent ?? '';
    const siblings = groups.get(parent);
    if (siblings === undefined) groups.set(parent, [entity]);
    else siblings.push(entity);
  }
  return groups;
}

function closedDimensions(): Dimension[] {
  return [
    listDimension({
      id: 'measure',
      label: say('facts.measure'),
      leaves: [
        { id: 'amount', label: say('facts.measure.amount') },
        { id: 'count', label: say('facts.measure.count') },
        { id: 'headcount', label: say('facts.measure.headcount') },
        { id: 'area', label: say('facts.measure.area') },
        { id: 'percent', label: say('facts.measure.percent') },
        { id: 'score', label: say('facts.measure.score') },
      ],
    }),
    listDimension({
      id: 'stage',
      label: say('facts.stage'),
      leaves: [
        { id: 'budget', label: say('facts.stage.budget') },
        { id: 'adjusted', label: say('facts.stage.adjusted') },
        { id: 'expected', label: say('facts.stage.expected') },
        { id: 'executed', label: say('facts.stage.executed') },
        { id: 'final', label: say('facts.stage.final') },
      ],
      // Stages are views of one year, not parts of it: nothing adds over them.
      roots: [],
    }),
    listDimension({
      id: 'flow',
      label: say('facts.flow'),
      leaves: [
        { id: 'revenue', label: say('facts.flow.revenue') },
        { id: 'carriedForwardIn', label: say('facts.flow.carriedForwardIn') },
        { id: 'surplusUsed', label: say('facts.flow.surplusUsed') },
        { id: 'expenditure', label: say('facts.flow.expenditure') },
        { id: 'surplusDistributed', label: say('facts.flow.surplusDistributed') },
        { id: 'carriedForwardOut', label: say('facts.flow.carriedForwardOut') },
      ],
      groups: [
        {
          id: 'totalIn',
          label: say('facts.flow.totalIn'),
          parts: ['revenue', 'carriedForwardIn', 'surplusUsed'],
          also: [['revenue', 'broughtForward']],
        },
        {
          id: 'totalOut',
          label: say('facts.flow.totalOut'),
          parts: ['expenditure', 'surplusDistributed', 'carriedForwardOut'],
          also: [['expenditure', 'setAside']],
        },
        // Layouts that print one line for what comes from, and goes to, other years.
        {
          id: 'broughtForward',
          label: say('facts.flow.broughtForward'),
          parts: ['carriedForwardIn', 'surplusUsed'],
        },
        {
          id: 'setAside',
          label: say('facts.flow.setAside'),
          parts: ['surplusDistributed', 'carriedForwardOut'],
        },
      ],
      roots: [],
    }),
    listDimension({
      id: 'source',
      label: say('facts.source'),
      leaves: [
        { id: 'generalPublicBudget', label: say('facts.source.generalPublicBudget') },
        { id: 'governmentFundBudget', label: say('facts.source.governmentFundBudget') },
        { id: 'stateCapitalBudget', label: say('facts.source.stateCapitalBudget') },
        { id: 'fiscalSpecialAccount', label: say('facts.source.fiscalSpecialAccount') },
        { id: 'institutionalRevenue', label: say('facts.source.institutionalRevenue') },
        { id: 'businessRevenue', label: say('facts.source.businessRevenue') },
        { id: 'superiorSubsidy', label: say('facts.source.superiorSubsidy') },
        { id: 'subordinateRemittance', label: say('facts.source.subordinateRemittance') },
        { id: 'otherRevenue', label: say('facts.source.otherRevenue') },
      ],
      groups: [
        {
          id: 'fiscalAppropriation',
          label: say('facts.source.fiscalAppropriation'),
          parts: ['generalPublicBudget', 'governmentFundBudget', 'stateCapitalBudget'],
        },
        {
          id: 'otherFunds',
          label: say('facts.source.otherFunds'),
          parts: ['fiscalSpecialAccount', 'unitFunds'],
        },
        {
          id: 'unitFunds',
          label: say('facts.source.unitFunds'),
          parts: [
            'institutionalRevenue',
            'businessRevenue',
            'superiorSubsidy',
            'subordinateRemittance',
            'otherRevenue',
          ],
        },
      ],
      roots: [
        ['fiscalAppropriation', 'fiscalSpecialAccount', 'unitFunds'],
        ['fiscalAppropriation', 'otherFunds'],
      ],
    }),
    listDimension({
      id: 'vintage',
      label: say('facts.vintage'),
      leaves: [
        { id: 'ownLevel', label: say('facts.vintage.ownLevel') },
        { id: 'advanceTransfer', label: say('facts.vintage.advanceTransfer') },
        { id: 'balance', label: say('facts.vintage.balance') },
        { id: 'returnableQuota', label: say('facts.vintage.returnableQuota') },
      ],
      groups: [
        { id: 'current', label: say('facts.vintage.current'), parts: ['ownLevel', 'advanceTransfer'] },
        { id: 'carriedOver', label: say('facts.vintage.carriedOver'), parts: ['balance', 'returnableQuota'] },
      ],
      roots: [['current', 'carriedOver']],
    }),
    listDimension({
      id: 'kind',
      label: say('facts.kind'),
      leaves: [
        { id: 'personnel', label: say('facts.kind.personnel') },
        { id: 'runningCosts', label: say('facts.kind.runningCosts') },
        { id: 'otherRunning', label: say('facts.kind.otherRunning') },
        { id: 'specificTarget', label: say('facts.kind.specificTarget') },
        { id: 'business', label: say('facts.kind.business') },
        { id: 'remittedUp', label: say('facts.kind.remittedUp') },
        { id: 'subsidyDown', label: say('facts.kind.subsidyDown') },
        { id: 'transactional', label: say('facts.kind.transactional') },
      ],
      groups: [
        { id: 'basic', label: say('facts.kind.basic'), parts: ['personnel', 'runningCosts'] },
        { id: 'project', label: say('facts.kind.project'), parts: ['otherRunning', 'specificTarget'] },
        { id: 'running', label: say('facts.kind.running'), parts: ['runningCosts', 'otherRunning'] },
      ],
      roots: [
        ['basic', 'project', 'business', 'remittedUp', 'subsidyDown', 'transactional'],
        ['personnel', 'running', 'specificTarget', 'business', 'remittedUp', 'subsidyDown', 'transactional'],
      ],
    }),
    listDimension({
      id: 'tier',
      label: say('facts.tier'),
      leaves: [
        { id: 'ownLevel', label: say('facts.tier.ownLevel') },
        { id: 'transferDown', label: say('facts.tier.transferDown') },
      ],
    }),
    listDimension({
      id: 'procurement',
      label: say('facts.procurement'),
      leaves: [
        { id: 'goods', label: say('facts.procurement.goods') },
        { id: 'works', label: say('facts.procurement.works') },
        { id: 'services', label: say('facts.procurement.services') },
      ],
      groups: [
        // What was bought without a category is part of all purchases and of none of the three.
        {
          id: 'all',
          label: say('facts.procurement.all'),
          parts: ['goods', 'works', 'services'],
          complete: false,
        },
      ],
      roots: [],
    }),
    listDimension({
      id: 'enterprise',
      label: say('facts.enterprise'),
      leaves: [{ id: 'micro', label: say('facts.enterprise.micro') }],
      groups: [{ id: 'small', label: say('facts.enterprise.small'), parts: ['micro'], complete: false }],
      roots: [],
    }),
    listDimension({
      id: 'asset',
      label: say('facts.asset'),
      leaves: [
        { id: 'offices', label: say('facts.asset.offices') },
        { id: 'ministerialVehicles', label: say('facts.asset.ministerialVehicles') },
        { id: 'leadersVehicles', label: say('facts.asset.leadersVehicles') },
        { id: 'confidentialVehicles', label: say('facts.asset.confidentialVehicles') },
        { id: 'emergencyVehicles', label: say('facts.asset.emergencyVehicles') },
        { id: 'lawEnforcementVehicles', label: say('facts.asset.lawEnforcementVehicles') },
        { id: 'specialisedVehicles', label: say('facts.asset.specialisedVehicles') },
        { id: 'retireesVehicles', label: say('facts.asset.retireesVehicles') },
        { id: 'generalVehicles', label: say('facts.asset.generalVehicles') },
        { id: 'otherVehicles', label: say('facts.asset.otherVehicles') },
        { id: 'generalEquipment', label: say('facts.asset.generalEquipment') },
        { id: 'specialEquipment', label: say('facts.asset.specialEquipment') },
        { id: 'otherAssets', label: say('facts.asset.otherAssets') },
        { id: 'planned', label: say('facts.asset.planned') },
      ],
      groups: [
        { id: 'buildings', label: say('facts.asset.buildings'), parts: ['offices'], complete: false },
        {
          id: 'vehicles',
          label: say('facts.asset.vehicles'),
          parts: [
            'ministerialVehicles',
            'leadersVehicles',
            'confidentialVehicles',
            'emergencyVehicles',
            'lawEnforcementVehicles',
            'specialisedVehicles',
            'retireesVehicles',
            'generalVehicles',
            'otherVehicles',
          ],
          complete: false,
        },
        {
          id: 'equipment',
          label: say('facts.asset.equipment'),
          parts: ['generalEquipment', 'specialEquipment'],
          complete: false,
        },
        {
          id: 'all',
          label: say('facts.asset.all'),
          parts: ['buildings', 'vehicles', 'equipment', 'otherAssets'],
        },
      ],
      roots: [],
    }),
    listDimension({
      id: 'headcount',
      label: say('facts.headcount'),
      leaves: [
        { id: 'administrativePosts', label: say('facts.headcount.administrativePosts') },
        { id: 'civilServantManagedPosts', label: say('facts.headcount.civilServantManagedPosts') },
        { id: 'institutionalPosts', label: say('facts.headcount.institutionalPosts') },
        { id: 'administrativeStaff', label: say('facts.headcount.administrativeStaff') },
        { id: 'institutionalStaff', label: say('facts.headcount.institutionalStaff') },
        { id: 'resigned', label: say('facts.headcount.resigned') },
        { id: 'pensioned', label: say('facts.headcount.pensioned') },
      ],
      groups: [
        {
          id: 'posts',
          label: say('facts.headcount.posts'),
          parts: ['administrativePosts', 'civilServantManagedPosts', 'institutionalPosts'],
          complete: false,
        },
        {
          id: 'staff',
          label: say('facts.headcount.staff'),
          parts: ['administrativeStaff', 'institutionalStaff'],
          complete: false,
        },
        { id: 'retired', label: say('facts.headcount.retired'), parts: ['resigned', 'pensioned'] },
      ],
      roots: [],
    }),
    // Bodies that a department counts: the groups overlap, so that nothing adds over them.
    listDimension({
      id: 'organisation',
      label: say('facts.organisation'),
      leaves: [
        { id: 'administrativeUnits', label: say('facts.organisation.administrativeUnits') },
        { id: 'civilServantManagedUnits', label: say('facts.organisation.civilServantManagedUnits') },
        { id: 'institutions', label: say('facts.organisation.institutions') },
        { id: 'offices', label: say('facts.organisation.offices') },
        { id: 'subordinateUnits', label: say('facts.organisation.subordinateUnits') },
        { id: 'secondLevelUnits', label: say('facts.organisation.secondLevelUnits') },
      ],
      groups: [
        {
          id: 'budgetUnits',
          label: say('facts.organisation.budgetUnits'),
          parts: ['administrativeUnits', 'civilServantManagedUnits', 'institutions'],
          complete: false,
        },
      ],
      roots: [],
    }),
    // Projects under performance management: their number, the money they hold, their mean score.
    listDimension({
      id: 'performanceWork',
      label: say('facts.performanceWork'),
      leaves: [
        { id: 'goals', label: say('facts.performanceWork.goals') },
        { id: 'monitoring', label: say('facts.performanceWork.monitoring') },
        { id: 'evaluation', label: say('facts.performanceWork.evaluation') },
        { id: 'excellent', label: say('facts.performanceWork.excellent') },
        { id: 'good', label: say('facts.performanceWork.good') },
        { id: 'qualified', label: say('facts.performanceWork.qualified') },
        { id: 'unqualified', label: say('facts.performanceWork.unqualified') },
        { id: 'rectified', label: say('facts.performanceWork.rectified') },
        { id: 'rectifying', label: say('facts.performanceWork.rectifying') },
        { id: 'projects', label: say('facts.performanceWork.projects') },
        { id: 'selfEvaluated', label: say('facts.performanceWork.selfEvaluated') },
        { id: 'keyProjects', label: say('facts.performanceWork.keyProjects') },
        { id: 'opinions', label: say('facts.performanceWork.opinions') },
        { id: 'adopted', label: say('facts.performanceWork.adopted') },
      ],
      groups: [
        {
          id: 'selfEvaluation',
          label: say('facts.performanceWork.selfEvaluation'),
          parts: ['excellent', 'good', 'qualified', 'unqualified'],
          complete: false,
        },
        {
          id: 'problems',
          label: say('facts.performanceWork.problems'),
          parts: ['rectified', 'rectifying'],
          complete: false,
        },
      ],
      roots: [],
    }),
    // What the money of 三公经费 was spent on, counted: groups, travellers, receptions, guests, vehicles.
    listDimension({
      id: 'activity',
      label: say('facts.activity'),
      leaves: [
        { id: 'overseasGroups', label: say('facts.activity.overseasGroups') },
        { id: 'overseasTravellers', label: say('facts.activity.overseasTravellers') },
        { id: 'foreignReceptions', label: say('facts.activity.foreignReceptions') },
        { id: 'domesticReceptions', label: say('facts.activity.domesticReceptions') },
        { id: 'foreignGuests', label: say('facts.activity.foreignGuests') },
        { id: 'domesticGuests', label: say('facts.activity.domesticGuests') },
        { id: 'vehiclesPurchased', label: say('facts.activity.vehiclesPurchased') },
        { id: 'meetings', label: say('facts.activity.meetings') },
        { id: 'trainings', label: say('facts.activity.trainings') },
      ],
      groups: [
        {
          id: 'receptions',
          label: say('facts.activity.receptions'),
          parts: ['foreignReceptions', 'domesticReceptions'],
        },
        { id: 'guests', label: say('facts.activity.guests'), parts: ['foreignGuests', 'domesticGuests'] },
      ],
      roots: [],
    }),
  ];
}

/**
 * How coordinate `a` lies to coordinate `b`: inside if it is in every dimension that `b` restricts,
 * outside if it is outside in one, else it straddles (it omits, or is coarser in, a dimension of `b`).
 */
export function relateCoordinates(
  space: Space,
  a: Coordinate,
  b: Coordinate,
): 'inside' | 'outside' | 'straddles' {
  let relation: 'inside' | 'straddles' = 'inside';
  for (const dimension in b) {
    const wanted = b[dimension];
    if (wanted === undefined) continue;
    const member = a[dimension];
    if (member === undefined) {
      relation = 'straddles';
      continue;
    }
    const one = member === wanted ? 'inside' : (space.get(dimension)?.relate(member, wanted) ?? 'outside');
    if (one === 'outside') return 'outside';
    if (one === 'straddles') relation = 'straddles';
  }
  return relation;
}
