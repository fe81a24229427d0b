import {
  ApartmentOutlined,
  BarChartOutlined,
  FileSearchOutlined,
  FormOutlined,
  HistoryOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { Suspense } from 'react';
import { NavLink, Outlet } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import { useSession } from '../api/session.ts';
import { AccountMenu } from './account-menu.tsx';
import { Gate } from './gate.tsx';
import { Loading } from './loading.tsx';
import seal from './seal.svg';

/** What every page stands in: the name, the ways to the other pages, and who is here. */
export function Layout() {
  const { data } = useSession();
  const { may = [] } = data ?? {};
  const isIn = data?.user !== undefined;
  return (
    <div className="app">
      <a className="skip" href="#main">
        {say('web.skip')}
      </a>
      <header className="app-head">
        <NavLink to="/documents" className="app-name" title={say('web.about')}>
          <img src={seal} alt="" width="26" height="26" />
          <span>{say('web.name')}</span>
        </NavLink>
        <nav aria-label={say('web.nav')}>
          <NavLink to="/documents">
            <FileSearchOutlined aria-hidden /> {say('web.nav.documents')}
          </NavLink>
          {may.includes('budgets.read') && (
            <NavLink to="/budgets">
              <FormOutlined aria-hidden /> {say('web.nav.budgets')}
            </NavLink>
          )}
          {may.includes('board.read') && (
            <NavLink to="/board">
              <BarChartOutlined aria-hidden /> {say('web.nav.board')}
            </NavLink>
          )}
          {isIn && may.includes('bodies.manage') && (
            <NavLink to="/bodies">
              <ApartmentOutlined aria-hidden /> {say('web.nav.bodies')}
            </NavLink>
          )}
          {isIn && may.includes('accounts.read') && (
            <NavLink to="/accounts">
              <TeamOutlined aria-hidden /> {say('web.nav.accounts')}
            </NavLink>
          )}
          {isIn && may.includes('log.read') && (
            <NavLink to="/log">
              <HistoryOutlined aria-hidden /> {say('web.nav.log')}
            </NavLink>
          )}
        </nav>
        <AccountMenu />
      </header>
      <Suspense fallback={<Loading />}>
        <Gate>
          <Outlet />
        </Gate>
      </Suspense>
    </div>
  );
}
