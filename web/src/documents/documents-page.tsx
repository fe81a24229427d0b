export function DocumentsPage() {
  return <main id="main" tabIndex={-1} />;
}
