export function ResultPage() {
  return <main id="main" tabIndex={-1} />;
}
