// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// The look of the page: one type face, a calm palette for paper and for the dark.
enum ReportStyle {
  /// The style sheet.
  static let sheet: Markup = "\(palette)\n\(page)\n\(charts)\n\(media)"

  /// Text has a contrast of at least 4.5 to the ground, shapes of at least 3.
  private static let palette: Markup = """
    :root{--ground:#fff;--ink:#1b2430;--quiet:#596675;--line:#dfe3e8;--track:#eceff2;
    --accent:#2f5fa8;--good:#1f7a72;--bad:#bf4a26;--third:#7a4fa3;--mark:#1b2430}
    @media screen and (prefers-color-scheme:dark){
    :root{--ground:#12171d;--ink:#e7ebef;--quiet:#9ba8b5;--line:#2a333d;--track:#222a33;
    --accent:#7ea9ee;--good:#4fb8ab;--bad:#ee8a63;--third:#c19be6;--mark:#e7ebef}}
    """

  private static let page: Markup = """
    *{box-sizing:border-box;margin:0;padding:0}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{background:var(--ground);color:var(--ink);max-width:1120px;margin:0 auto;
    padding:40px 32px 56px;font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
    font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
    header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:flex-end;
    gap:6px 32px;padding-bottom:16px;border-bottom:2px solid var(--ink)}
    h1{font-size:30px;line-height:1.15;font-weight:650;letter-spacing:-.015em}
    header p{color:var(--quiet);font-size:13px;text-align:right}
    h2{font-size:13px;font-weight:600;color:var(--quiet)}
    h3{font-size:15px;font-weight:600}
    i,em{font-style:normal}
    main{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:44px 56px;
    margin-top:28px}
    section{border-top:1px solid var(--line);padding-top:12px;min-width:0}
    section:first-child{border:0;padding:0}
    .wide,.tiles{grid-column:1/-1}
    .finding{font-size:18px;line-height:1.35;font-weight:600;letter-spacing:-.005em;
    margin:2px 0 16px;text-wrap:pretty}
    .note,.detail,.empty{font-size:13px;color:var(--quiet)}
    .note{margin-top:8px}
    .detail{margin-bottom:12px}
    .empty{margin-top:8px}
    .tiles{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:28px 32px}
    .tiles dt{font-size:13px;color:var(--quiet)}
    .tiles b{display:block;font-size:clamp(21px,2.6vw,30px);line-height:1.2;font-weight:600;
    letter-spacing:-.02em}
    .tiles b.long{font-size:20px}
    .tiles dd span{font-size:13px;color:var(--quiet)}
    .tiles dd b span{font:inherit;color:inherit}
    .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(250px,1fr));
    gap:28px 40px}
    .columns>div{display:grid;grid-row:span 4;grid-template-rows:subgrid;row-gap:0;
    grid-template-columns:minmax(0,1fr);align-items:start;min-width:0}
    dl:not(.tiles){columns:2;column-gap:56px;margin-top:12px;font-size:13px}
    dl:not(.tiles) div{break-inside:avoid;margin-bottom:12px}
    dl:not(.tiles) dt{font-weight:600}
    dl:not(.tiles) dd{color:var(--quiet)}
    table{width:100%;border-collapse:collapse;font-size:14px}
    th,td{text-align:left;font-weight:400;vertical-align:top;padding:5px 0;
    border-bottom:1px solid var(--line)}
    td{text-align:right;padding-left:16px;font-weight:600;white-space:nowrap}
    code{display:block;font:12px/1.4 ui-monospace,Menlo,Consolas,monospace;color:var(--quiet)}
    footer{margin-top:44px;padding-top:12px;border-top:1px solid var(--line);font-size:13px;
    color:var(--quiet)}
    """

  private static let charts: Markup = """
    .bars{position:relative}
    .bars>svg{position:absolute;left:0;top:0;pointer-events:none}
    .bars g{pointer-events:visiblePainted}
    .bars ol{list-style:none}
    .bars li{height:42px}
    .bars.captions li{height:64px}
    .bars li div{display:flex;align-items:baseline;gap:12px;white-space:nowrap}
    .bars small{display:flex;padding-top:15px;font-size:13px;line-height:1.3;color:var(--quiet)}
    .name{flex:0 1 auto;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;
    unicode-bidi:isolate}
    .number{margin-left:auto;flex:0 0 auto;max-width:75%;overflow:hidden;text-overflow:ellipsis;
    font-size:14px}
    .number b,.strong{font-weight:600}
    .number i{color:var(--quiet);font-size:13px;margin-left:6px}
    svg{display:block;overflow:visible}
    svg text{font-size:12px;fill:var(--quiet);paint-order:stroke;stroke:var(--ground);
    stroke-width:3px;stroke-linejoin:round}
    svg text.strong{fill:var(--ink);font-size:13px}
    svg text.quiet,tspan.quiet{fill:var(--quiet);font-weight:400}
    .mid{text-anchor:middle}.end{text-anchor:end}.start{text-anchor:start}
    .track{fill:var(--track);stroke:none}
    .accent,.bar{fill:var(--accent)}.good{fill:var(--good)}.bad{fill:var(--bad)}
    .bar.none{fill:var(--quiet)}
    .bar:hover,.cell:hover{fill:var(--bad)}
    .grid,.tick{stroke:var(--line);stroke-width:1}
    .axis{stroke:var(--quiet);stroke-width:1}
    .marker{stroke:var(--mark);stroke-width:1;stroke-dasharray:2 3}
    .series{fill:none;stroke-width:2;vector-effect:non-scaling-stroke;stroke-linejoin:round}
    .s0{stroke:var(--accent)}.s1{stroke:var(--bad);stroke-dasharray:6 3}
    .s2{stroke:var(--good);stroke-dasharray:2 3}.s3{stroke:var(--third);stroke-dasharray:9 3 2 3}
    .dot{fill:var(--ground);stroke-width:2;stroke-dasharray:none}
    .reading{fill:var(--ink);fill-opacity:0}
    .reading:hover{fill-opacity:.12}
    .key{list-style:none;display:flex;flex-wrap:wrap;gap:4px 28px;margin-bottom:8px;font-size:14px}
    .key li{display:flex;align-items:center;gap:8px;min-width:0}
    .key i{color:var(--quiet);font-size:13px;white-space:nowrap}
    .key svg{flex:none}
    .cell{fill:var(--accent)}
    .cell.peak{stroke:var(--ink);stroke-width:1.5}
    .heat text.end{fill:var(--ink)}
    .bars line{stroke-width:2}
    .bars line.track{stroke:var(--track)}
    .more line{stroke:var(--bad)}.more circle{fill:var(--bad);stroke:var(--bad)}
    .less line{stroke:var(--good)}.less circle{fill:var(--good);stroke:var(--good)}
    .bars .ring{fill:var(--ground);stroke-width:2}
    .third{fill:var(--third)}
    .missed{fill:var(--bad)}
    .key svg rect{stroke:none}
    .stack g:hover{opacity:.75}
    """

  private static let media: Markup = """
    @media screen and (max-width:800px){main{grid-template-columns:minmax(0,1fr);gap:36px}
    .tiles{grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:20px 16px}
    dl:not(.tiles){columns:1}}
    @media screen and (max-width:600px){body{padding:24px 16px 40px}
    .minor{display:none}header p{text-align:left}.tiles b{font-size:22px}h1{font-size:26px}}
    @media print{body{max-width:none;padding:0}
    .tiles b{font-size:24px}.columns{gap:20px 28px}.columns,.tiles{break-inside:avoid}
    main{gap:22px 36px}footer{margin-top:20px}section,.bars,svg,table{break-inside:avoid}
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
    """
}
