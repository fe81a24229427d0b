/** The look of a report: the document left, the findings beside it, each scrolling by itself. */
export const REPORT_STYLE = `
:root{--ink:#1f2328;--quiet:#57606a;--line:#d0d4d9;--shade:#f3f5f7;--error:#b42318;--warning:#b25e02;--notice:#0b5cad;--change:#6e34a6}
*{box-sizing:border-box}
body{margin:0;background:#e9ecef;color:var(--ink);font:15px/1.7 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","微软雅黑","PingFang SC",sans-serif}
header{background:#fff;border-top:4px solid #8c1d18;border-bottom:1px solid var(--line);padding:.8rem 1.25rem}
h1{font-size:1.25rem;margin:0 0 .2rem}
.verdict{display:inline-block;margin:.2rem .8rem .2rem 0;font-weight:700}
.verdict.errors{color:var(--error)}.verdict.findings{color:var(--warning)}.verdict.incomplete{color:var(--warning)}.verdict.clean{color:#1a7f37}
.tallies,.facts{display:inline-flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;margin:.1rem 1.2rem .1rem 0;padding:0}
.facts{display:flex;color:var(--quiet);font-size:.87rem}
header dl{display:flex;flex-wrap:wrap;gap:0 1.2rem;margin:.1rem 0 0;font-size:.87rem;color:var(--quiet)}
header dt::after{content:"："}header dt,header dd{display:inline;margin:0}header dd{overflow-wrap:anywhere}
.error b,.error .badge{color:var(--error)}.warning b,.warning .badge{color:var(--warning)}.notice b,.notice .badge{color:var(--notice)}
.page{display:grid;grid-template-columns:minmax(0,1fr) 27rem;gap:1rem;padding:1rem;height:calc(100vh - var(--head,9rem));min-height:30rem}
main,aside{overflow:auto;min-width:0}
main:focus{outline:none}
.how{color:var(--quiet);font-size:.87rem;margin:0 0 .5rem}
figure{margin:0 auto 1rem;max-width:60rem}
figcaption{color:var(--quiet);font-size:.8rem}
.sheet{position:relative;background:#fff;box-shadow:0 1px 4px rgba(0,0,0,.25)}
div.sheet{overflow:hidden}
.how+div.sheet{max-width:60rem;margin:0 auto;padding:1.5rem 2rem;overflow:auto}
h3.sheet{box-shadow:none;border-bottom:2px solid #8c1d18}
.sheet img{display:block;width:100%;height:auto}
.frame{position:absolute;border:1.5px solid;border-radius:2px;background:rgba(255,214,0,.1)}
.mark{border:1.5px solid;border-radius:2px;padding:0 1px;color:inherit;text-decoration:none;background:rgba(255,214,0,.15)}
.frame.error,.mark.error{border-color:var(--error)}.frame.warning,.mark.warning{border-color:var(--warning)}.frame.notice,.mark.notice{border-color:var(--notice)}.frame.change,.mark.change{border-color:var(--change);border-style:dashed}
.suspected{border-width:2.5px;background:rgba(255,70,50,.18)}
.frame:hover,.mark:hover,.lit{background:rgba(255,214,0,.45)}
.lit{outline:3px solid #ffb000;outline-offset:1px}
a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible,.finding:focus-visible{outline:3px solid #1a73e8;outline-offset:1px}
.scroll{overflow-x:auto;margin:.6rem 0}
table{border-collapse:collapse;font-size:.85rem;line-height:1.5}
td{border:1px solid var(--line);padding:.2rem .4rem}
td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.toolbar{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.3rem .7rem;align-items:center;background:#e9ecef;padding:0 0 .5rem}
.toolbar[hidden]{display:none}
.toolbar input[type=search]{flex:1 1 8rem;min-width:6rem;font:inherit;padding:.15rem .4rem;border:1px solid var(--line)}
button{font:inherit;padding:.1rem .6rem;border:1px solid var(--line);background:#fff;border-radius:3px;cursor:pointer}
.findings{list-style:none;margin:0;padding:0}
.finding{background:#fff;border:1px solid var(--line);border-left:4px solid;margin:0 0 .6rem;padding:.5rem .8rem;cursor:pointer}
.finding.error{border-left-color:var(--error)}.finding.warning{border-left-color:var(--warning)}.finding.notice{border-left-color:var(--notice)}.finding.change{border-left-color:var(--change)}
.finding h3{font-size:.95rem;margin:0;line-height:1.5}
.finding p{margin:.25rem 0}
.finding.acknowledged{opacity:.7}
.status{color:#fff;background:var(--change);border-radius:3px;padding:0 .35rem;font-size:.8rem}
.against h2{font-size:1rem;margin:.8rem 0 .3rem}.against h4{font-size:.9rem;margin:.6rem 0 .3rem}
.accepted{color:#1a7f37;font-weight:700}
.values{display:flex;flex-wrap:wrap;gap:0 1.2rem;margin:.2rem 0}
.values div{display:flex;gap:.4rem}.values dt{color:var(--quiet)}.values dd{margin:0;font-weight:700;font-variant-numeric:tabular-nums}
.places,.basis,.id{font-size:.83rem;color:var(--quiet)}
.id{font-family:Consolas,monospace;font-size:.75rem}
details{font-size:.87rem;margin:.25rem 0}details ul{margin:.2rem 0;padding-left:1.2rem}
summary{cursor:pointer;color:var(--notice)}
.fold{background:#fff;border:1px solid var(--line);padding:.4rem .8rem;margin:0 0 .6rem}
@media screen and (max-width:64rem){
.page{display:block;height:auto;padding:.6rem}
main,aside{overflow:visible}
.page{display:flex;flex-direction:column;gap:1rem}
aside{order:-1}
.toolbar{position:static}
}
@media print{
@page{size:A4;margin:15mm}
body{background:none;font-size:10.5pt}
.page{display:block;height:auto;padding:0}
main,aside{overflow:visible}
.toolbar{display:none}
figure,.finding{break-inside:avoid}
aside{break-before:page}
}
`;

/** Leads from a finding to its frames and back, filters, and steps with the keys j and k. */
export const REPORT_SCRIPT = `
(function(){
var $=function(q,in_){return Array.prototype.slice.call((in_||document).querySelectorAll(q))};
var head=document.querySelector('header');
function fit(){document.documentElement.style.setProperty('--head',head.offsetHeight+'px')}
fit();window.addEventListener('resize',fit);
var cards=$('.finding'),spots=$('[data-f]'),bar=document.querySelector('.toolbar'),at=-1;
if(bar)bar.hidden=false;
function still(){return window.matchMedia('(prefers-reduced-motion:reduce)').matches?'auto':'smooth'}
function light(card,index){$('.lit').forEach(function(one){one.classList.remove('lit')});
card.classList.add('lit');
spots.forEach(function(one){if((' '+one.dataset.f+' ').indexOf(' '+index+' ')>=0)one.classList.add('lit')})}
function show(index,from){var card=document.getElementById('f'+index);if(!card)return;at=cards.indexOf(card);light(card,index);
var spot=from||spots.filter(function(one){return(' '+one.dataset.f+' ').indexOf(' '+index+' ')>=0})
.sort(function(a,b){return b.classList.contains('suspected')-a.classList.contains('suspected')})[0];
if(spot&&!from)spot.scrollIntoView({block:'center',behavior:still()});
if(from||document.activeElement!==card){card.scrollIntoView({block:'nearest',behavior:still()});card.focus({preventScroll:true})}}
cards.forEach(function(card){card.addEventListener('click',function(event){
var link=event.target.closest('a');
if(event.target.closest('summary'))return;
var index=card.id.slice(1);
if(link){event.preventDefault();var spot=document.getElementById(link.hash.slice(1));light(card,index);if(spot){spot.classList.add('lit');spot.scrollIntoView({block:'center',behavior:still()})}return}
show(index)})});
spots.forEach(function(one){one.addEventListener('click',function(event){event.preventDefault();show(one.dataset.f.split(' ')[0],one)})});
function shown(){return cards.filter(function(card){return!card.hidden})}
function step(by){var list=shown();if(!list.length)return;var now=list.indexOf(cards[at]);
var next=list[(now+by+list.length)%list.length];show(next.id.slice(1))}
if(!bar)return;
var boxes=$('input[type=checkbox]',bar),search=bar.querySelector('input[type=search]');
function filter(){var wanted=search.value.trim();var on={};boxes.forEach(function(box){on[box.dataset.severity]=box.checked});
cards.forEach(function(card){card.hidden=!on[card.dataset.severity]||(wanted!==''&&card.textContent.indexOf(wanted)<0)});
spots.forEach(function(one){one.hidden=!one.dataset.f.split(' ').some(function(index){var card=document.getElementById('f'+index);return card&&!card.hidden})&&one.classList.contains('frame')})}
boxes.concat(search).forEach(function(one){one.addEventListener('input',filter)});
$('button',bar).forEach(function(button){button.addEventListener('click',function(){step(Number(button.dataset.step))})});
document.addEventListener('keydown',function(event){if(event.target.matches('input')||event.ctrlKey||event.metaKey||event.altKey)return;
if(event.key==='j')step(1);if(event.key==='k')step(-1)});
})();
`;
