/** The look of the page of monitoring: calm, legible on a phone, printable on A4 also without colours. */
export const MONITOR_STYLE = `
:root{--ink:#1f2328;--quiet:#57606a;--line:#d0d5da;--accent:#0b4f9c;--green:#1a7f4b;--yellow:#a86500;--red:#b3261e;--unknown:#6b7280}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#eef1f4;color:var(--ink);font:16px/1.7 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif;font-variant-numeric:tabular-nums}
header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
h1{font-size:1.6rem;line-height:1.4;margin:0 0 .5rem}
h2{font-size:1.15rem;line-height:1.5;margin:0 0 .8rem;display:flex;flex-wrap:wrap;gap:.3rem .7rem;align-items:center}
h3,figcaption{font-size:.95rem;font-weight:700;margin:0 0 .4rem}
p{margin:0 0 .4rem}
a{color:var(--accent)}
.overview,.card{background:#fff;border:1px solid var(--line);border-radius:.5rem;padding:1.1rem 1.25rem;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.5}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--quiet);font-weight:400;white-space:nowrap}
tbody th{font-weight:400}
tbody tr:last-child>*{border-bottom:0}
td:last-child,td:nth-child(4){white-space:nowrap}
.pill{display:inline-block;border-radius:1rem;padding:0 .6rem;font-size:.8rem;line-height:1.55;font-weight:700;color:#fff;white-space:nowrap}
.pill.green{background:var(--green)}
.pill.yellow{background:#f2c94c;color:#3d2b00}
.pill.red{background:var(--red)}
.pill.unknown{background:#fff;color:var(--unknown);box-shadow:inset 0 0 0 1px var(--unknown)}
.mark{display:inline-block;width:.65em;height:.65em;border-radius:50%;margin-right:.4em}
.mark.green{background:var(--green)}
.mark.yellow{background:#e0a800}
.mark.red{background:var(--red)}
.mark.unknown{border:1px solid var(--unknown)}
.halves{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:2rem;align-items:start}
figure{margin:0}
svg{display:block;overflow:visible}
.curve{width:100%;max-width:34rem;height:auto}
.curve text{font-size:11.5px;fill:var(--quiet)}
.grid{stroke:#e6e9ec;stroke-width:1}
.day{stroke:#9aa3ad;stroke-width:1;stroke-dasharray:2 3}
path{fill:none}
.plan{stroke:#7a8490;stroke-width:1.8;stroke-dasharray:6 4}
.step{fill:#fff;stroke:#7a8490;stroke-width:1.6}
.budget{stroke:var(--ink);stroke-width:1;stroke-dasharray:1 3}
.paid{stroke:var(--accent);stroke-width:2.8;stroke-linejoin:round}
.dot{fill:var(--accent)}
.future{stroke:var(--accent);stroke-width:1.6;stroke-dasharray:3 4}
.cone{fill:var(--accent);opacity:.1}
.range{stroke:var(--accent);stroke-width:2}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.8rem;color:var(--quiet);margin:.4rem 0 .6rem}
.legend span{display:inline-flex;align-items:center;gap:.35rem}
.legend svg{width:24px;height:10px}
.how,.facts{font-size:.85rem;line-height:1.6;color:var(--quiet)}
ul{list-style:none;margin:0;padding:0}
li{padding:.55rem 0;border-bottom:1px solid var(--line)}
li:first-child{padding-top:0}
li:last-child{border-bottom:0}
.name{margin:0;font-weight:700;font-size:.95rem}
.name .mark{display:none}
.name .pill{font-size:.72rem;margin-left:.3rem}
.facts{color:var(--ink);display:flex;flex-wrap:wrap;gap:0 1.1rem;margin:.1rem 0}
.bar{width:100%;height:1rem;margin:.15rem 0}
.track{fill:#e6e9ec}
.fill.green{fill:var(--green)}
.fill.yellow{fill:#e0a800}
.fill.red{fill:var(--red)}
.fill.unknown{fill:#9aa3ad}
.goal{stroke:var(--ink);stroke-width:1.5}
.due{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:2 2}
.reason{font-size:.85rem;line-height:1.6;border-left:3px solid var(--line);padding-left:.6rem}
.reason.missing{border-color:var(--red);color:var(--red)}
footer{color:var(--quiet);font-size:.82rem;padding-bottom:2rem}
@media screen and (max-width:48rem){
header,main,footer{padding-left:.8rem;padding-right:.8rem}
h1{font-size:1.3rem}
.overview,.card{padding:.9rem}
.halves{grid-template-columns:minmax(0,1fr);gap:1.2rem}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tr,th,td{display:block;width:100%}
tr{padding:.5rem 0;border-bottom:1px solid var(--line)}
tbody tr:last-child{border-bottom:0}
th,td,tbody tr:last-child>*{border:0;padding:.05rem 0}
tbody th{font-weight:700}
td{display:flex;gap:.8rem;align-items:center}
td .mark{margin-right:-.3em}
td:last-child{white-space:normal}
td::before{content:attr(data-label);color:var(--quiet);flex:0 0 6.5em}
}
@media print{
@page{size:A4 portrait;margin:14mm}
body{background:none;font-size:10pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
header,main,footer{max-width:none;padding:0}
.overview,.card{border-color:#999;border-radius:0;padding:3mm 4mm;margin:0 0 4mm}
h2{break-after:avoid}
figure,li,tr{break-inside:avoid}
a{color:inherit;text-decoration:none}
.halves{gap:6mm}
}
`;
