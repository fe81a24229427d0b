import { FileSearchOutlined, FormOutlined, UserOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { Suspense } from 'react';
import { NavLink, Outlet } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import { useSession } from '../api/session.ts';
import { Loading } from './loading.tsx';
import seal from './seal.svg';

/** What every page stands in: the name, the ways to the other pages, and who is here. */
export function Layout() {
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
          <NavLink to="/budgets">
            <FormOutlined aria-hidden /> {say('web.nav.budgets')}
          </NavLink>
        </nav>
        <WhoIsHere />
      </header>
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </div>
  );
}

function WhoIsHere() {
  const { data } = useSession();
  if (data === undefined) return <span className="app-who" />;
  const { user, open, version } = data;
  const name = user?.name ?? say(open ? 'web.session.open' : 'web.session.signedOut');
  const hint = [
    ...(user === undefined && open ? [say('web.session.openHint')] : []),
    say('web.version', { version }),
  ].join(' ');
  return (
    <Tooltip title={hint}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the hint must be reachable without a mouse */}
      <span className="app-who" tabIndex={0}>
        <UserOutlined aria-hidden /> <span className="app-who-name">{name}</span>
      </span>
    </Tooltip>
  );
}
