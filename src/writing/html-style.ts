/** The look of a published page: sober, legible on a phone, printable on A4. */
export const STYLESHEET = `
:root{--ink:#1f2328;--quiet:#57606a;--line:#c8ccd1;--shade:#f3f5f7;--accent:#8c1d18;--link:#0b4f9c;--sheet:#fff}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:#eceff2;color:var(--ink);font:17px/1.8 "Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,"宋体",serif}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,input:focus-visible,.scroll:focus-visible{outline:3px solid #1a73e8;outline-offset:2px}
.skip{position:absolute;left:-999px;top:0;z-index:20;background:#fff;padding:.5rem 1rem}
.skip:focus{left:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.banner{margin:0;padding:.4rem 1rem;background:#fff3cd;color:#5c4400;text-align:center;border-bottom:1px solid #e6d28a;font-family:sans-serif;font-size:.9rem}
.watermark{position:fixed;inset:0;z-index:10;display:grid;place-items:center;pointer-events:none;overflow:hidden}
.watermark span{font-size:min(22vw,14rem);font-weight:700;color:rgba(120,120,120,.13);transform:rotate(-35deg);white-space:nowrap}
.top{border-top:4px solid var(--accent);background:var(--sheet);border-bottom:1px solid var(--line)}
.site{margin:0 auto;max-width:86rem;padding:.7rem 1.25rem;font-weight:700}
.page{max-width:86rem;margin:0 auto;padding:1.25rem;display:grid;grid-template-columns:17rem minmax(0,1fr);gap:1.25rem;align-items:start}
.page>main:only-child{grid-column:1/-1}
.contents{position:sticky;top:1rem;max-height:calc(100vh - 2rem);overflow:auto;background:var(--sheet);border:1px solid var(--line);font-family:"Noto Sans CJK SC","Microsoft YaHei","微软雅黑","PingFang SC",sans-serif;font-size:.83rem;line-height:1.5}
.contents summary{padding:.6rem .9rem;font-weight:700;cursor:pointer;border-bottom:1px solid var(--line)}
.contents .list{padding:.5rem .9rem .8rem}
.contents ol{list-style:none;margin:0;padding:0}
.contents ol ol{padding-left:1em}
.contents li{margin:.15rem 0}
.contents a{color:var(--ink);text-decoration:none;display:block;padding:.12rem 0}
.contents a:hover{color:var(--link);text-decoration:underline}
.contents .list>ol>li>a{font-weight:700}
.filter{margin:.6rem .9rem 0}
.filter label{display:block;color:var(--quiet)}
.filter input{display:block;width:100%;font:inherit;padding:.3rem .5rem;border:1px solid var(--line)}
main{min-width:0}
main:focus{outline:none}
.sheet{background:var(--sheet);border:1px solid var(--line);padding:1.5rem 2.25rem;margin:0 0 1.25rem}
.cover{text-align:center;padding:4rem 2rem}
h1{font-size:1.9rem;line-height:1.5;text-align:center;margin:0 0 1.5rem}
h2{font-size:1.45rem;text-align:center;margin:.8rem 0 1.2rem;padding-bottom:.5rem;border-bottom:2px solid var(--accent)}
h3{font-size:1.2rem;margin:1.6rem 0 .6rem}
h4{font-size:1.08rem;margin:1.3rem 0 .5rem}
h5{font-size:1rem;margin:1.1rem 0 .4rem}
h1,h2,h3,h4,h5{line-height:1.5;break-after:avoid}
.of-table{text-align:center;margin-bottom:.4rem}
p{margin:0 0 .5rem}
.body{text-indent:2em;text-align:justify}
.title{font-size:1.5rem;font-weight:700;text-align:center}
.subtitle,.centred,.caption{text-align:center}
.caption{font-weight:700;margin:1rem 0 .3rem}
.note{font-size:.85rem;color:var(--quiet);line-height:1.6;margin:.3rem 0 0;white-space:pre-wrap}
.table{margin:1.2rem 0 1.8rem}
.above{display:grid;grid-template-columns:1fr auto 1fr;gap:.5rem;font-size:.85rem;margin:0 0 .25rem;break-after:avoid}
.above span:last-child{text-align:right}
.scroll{overflow:auto;max-height:85vh;border:1px solid #8a9099}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.88rem;line-height:1.5;font-variant-numeric:tabular-nums lining-nums}
.wide{font-size:.8rem}
th,td{border:solid var(--line);border-width:0 1px 1px 0;padding:.3rem .5rem;text-align:left;vertical-align:middle;background:var(--sheet);background-clip:padding-box}
tr>:last-child{border-right-width:0}
tbody>tr:last-child>*{border-bottom-width:0}
th{background:var(--shade);font-weight:700;text-align:left}
th.l{background:var(--sheet);font-weight:inherit}
thead{position:sticky;top:0;z-index:2}
thead th{border-color:#aab1b9}
.c{text-align:center}
.n{text-align:right;white-space:nowrap}
.s{white-space:nowrap}
.total>*{font-weight:700;background:#f8f9fa}
tbody tr:hover>td{background:#f4f8fd}
.end{max-width:86rem;margin:0 auto;padding:0 1.25rem 2rem;color:var(--quiet);font-size:.9rem;display:flex;justify-content:space-between}
@media screen and (min-width:80rem){
.fits{overflow:visible;max-height:none}
}
@media screen and (max-width:60rem){
body{font-size:16px}
.page{display:block;padding:.6rem}
.contents{position:static;max-height:none;margin-bottom:.8rem}
.contents .list{max-height:60vh;overflow:auto}
.sheet{padding:1rem .9rem}
.cover{padding:2.5rem 1rem}
h1{font-size:1.45rem}
h2{font-size:1.25rem}
h3{font-size:1.1rem}
.scroll table{width:max-content;min-width:100%;max-width:none}
.scroll td,.scroll th{max-width:14em}
.above{display:flex;flex-wrap:wrap;justify-content:space-between}
}
@media print{
@page{size:A4 portrait;margin:25mm 20mm}
@page wide{size:A4 landscape;margin:15mm}
body{background:none;font-size:12pt}
.skip,.banner,.contents,.top,.end{display:none}
.page{display:block;padding:0;max-width:none}
.sheet{border:0;padding:0;margin:0;break-before:page}
.sheet:first-of-type{break-before:auto}
.landscape{page:wide}
.scroll{overflow:visible;max-height:none;border:0}
table{border-collapse:collapse;font-size:9pt}
.wide{font-size:7.5pt}
th,td,tr>:last-child,tbody>tr:last-child>*{border:.5pt solid #000}
thead{position:static;display:table-header-group}
tr{break-inside:avoid}
.watermark span{color:rgba(120,120,120,.2)}
a{color:inherit;text-decoration:none}
}
`;

/** Filters the contents as one types, and folds it on a phone; without it all stays open and readable. */
export const FILTER_SCRIPT = `
(function(){var nav=document.querySelector('nav.contents');if(!nav)return;
if(window.matchMedia('(max-width:60rem)').matches)nav.querySelector('details').open=false;
var items=nav.querySelectorAll('li'),box=nav.querySelector('.filter'),input=box.querySelector('input');
if(items.length<15)return;box.hidden=false;
input.addEventListener('input',function(){var wanted=input.value.trim();
for(var i=items.length-1;i>=0;i--){items[i].hidden=wanted!==''&&items[i].textContent.indexOf(wanted)<0}})})();
`;
