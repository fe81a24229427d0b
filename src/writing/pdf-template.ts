/**
 * The page layout, in Typst. It is fixed: what a document says comes in as data and is placed as text, so
 * that nothing in it is ever read as code.
 *
 * Cells arrive as `[text, column span, row span, alignment, flags, indent]`, all but the text optional, to
 * keep the data of a large document small; the flags are 1 shaded, 2 bold, 4 may break across pages. A piece of a large document says which number its
 * first page has (`first`), and brings the lines of its contents (`entries`): the headings are elsewhere.
 */
export const TEMPLATE = `
#let data = json("data.json")

#set document(title: data.title, author: data.author, date: datetime(year: data.year, month: 1, day: 1))
#set text(font: "Noto Serif SC", size: 16pt, lang: data.lang, region: data.region, top-edge: 0.88em, bottom-edge: -0.12em, fallback: false)
#set par(leading: 12pt, spacing: 12pt, justify: true)
#set table(stroke: 0.5pt + black)
#set heading(numbering: none)

#show heading: it => {
  let level = calc.min(it.level, 4)
  let size = (18pt, 16pt, 16pt, 16pt).at(level - 1)
  let above = (10pt, 14pt, 12pt, 12pt).at(level - 1)
  set text(size: size, weight: "bold")
  set par(first-line-indent: 0pt, justify: false)
  if level == 1 { set align(center); block(sticky: true, above: above, below: 18pt, it.body) }
  else { block(sticky: true, above: above, below: 12pt, inset: (left: 2em), it.body) }
}

#let entry(level, body, number, target) = block(above: 10pt, below: 0pt, inset: (left: (calc.min(level, 4) - 1) * 1.2em), {
  set text(size: 13pt, weight: if level == 1 { "bold" } else { "regular" })
  set par(first-line-indent: 0pt, justify: false)
  let line = grid(columns: (1fr, 2.6em), column-gutter: 4pt, align: (left, right + bottom),
    body + [ ] + box(width: 1fr, text(weight: "regular", repeat[.#h(1.5pt)])), number)
  if target == none { line } else { link(target, line) }
})

#show outline.entry: it => {
  let place = it.element.location()
  entry(it.level, it.element.body, str(counter(page).at(place).first()), place)
}

#let watermark = if data.watermark == none { none } else {
  place(center + horizon, rotate(-45deg, text(size: data.watermark.size * 1pt, weight: "bold", fill: luma(226), data.watermark.text)))
}

#let centred(body) = {
  set align(center)
  set par(first-line-indent: 0pt, justify: false)
  body
}

#let note(body) = block(above: 7pt, below: 0pt, {
  set text(size: 10pt)
  set par(first-line-indent: 0pt, leading: 5pt, justify: false)
  body
})

#let paragraph(block-data, cover) = {
  let body = block-data.runs.map(run => if run.at(1) { strong(text(run.at(0))) } else { text(run.at(0)) }).join()
  let style = block-data.style
  if style == "title" {
    set text(size: if cover { 30pt } else { 22pt }, weight: "bold")
    set par(leading: 16pt)
    block(width: 100%, above: 12pt, below: if cover { 40pt } else { 20pt }, centred(body))
  } else if style == "subtitle" { block(width: 100%, centred(body)) }
  else if style == "centred" { block(width: 100%, centred(body)) }
  else if style == "note" { note(block-data.runs.map(run => run.at(0)).join()) }
  else { par(first-line-indent: (amount: 2em, all: true), body) }
}

#let alignments = (left, center, right)
#let shade = luma(242)

#let cell(it, size) = {
  if it.len() == 1 { return table.cell(breakable: false, it.at(0)) }
  let (body, colspan, rowspan, alignment, flags, indent) = it
  let bold = calc.rem(calc.quo(flags, 2), 2) == 1
  table.cell(
    colspan: colspan,
    rowspan: rowspan,
    align: alignments.at(alignment) + horizon,
    fill: if calc.odd(flags) { shade } else { none },
    breakable: flags >= 4,
    {
      let shown = if bold { strong(text(body)) } else { text(body) }
      if indent > 0 { pad(left: indent * size, shown) } else { shown }
    },
  )
}

#let sheet(it) = {
  let size = it.size * 1pt
  if it.title != none {
    if it.heading != none {
      show heading: h => block(sticky: true, above: 12pt, below: 8pt, width: 100%, {
        set text(size: 16pt, weight: "bold")
        set par(first-line-indent: 0pt, justify: false, leading: 8pt)
        set align(center)
        h.body
      })
      heading(level: it.heading, text(it.title))
    } else {
      block(sticky: true, above: 14pt, below: 8pt, width: 100%, text(size: 14pt, weight: "bold", centred(text(it.title))))
    }
  }
  if it.above != none {
    set text(size: 10.5pt)
    set par(first-line-indent: 0pt, leading: 4pt, justify: false)
    block(sticky: true, above: 8pt, below: 5pt, width: 100%, grid(
      columns: (1fr, auto, 1fr), column-gutter: 6pt, align: (left + bottom, center + bottom, right + bottom),
      ..it.above.map(part => text(part)),
    ))
  }
  {
    set text(size: size, number-width: "tabular")
    set par(first-line-indent: 0pt, leading: 0.35em, spacing: 0.35em, justify: false)
    table(
      columns: it.widths.map(width => width * 1pt),
      inset: (x: 3pt, y: 0.42em),
      align: left + horizon,
      ..if it.head.len() > 0 { (table.header(repeat: true, ..it.head.map(one => cell(one, size))),) },
      ..it.body.map(one => cell(one, size)),
    )
  }
  for one in it.notes { note(text(one)) }
  v(6pt, weak: true)
}

#for (index, section) in data.sections.enumerate() {
  page(
    paper: "a4",
    flipped: section.landscape,
    margin: if section.landscape { 20mm } else { (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm) },
    background: watermark,
    numbering: if section.cover { none } else { "— 1 —" },
    footer: if section.cover { none } else { align(center, text(size: 12pt, context [— #counter(page).display("1") —])) },
    footer-descent: if section.landscape { 25% } else { 20% },
    {
      if section.restart { counter(page).update(1) }
      else if index == 0 and data.first != none { counter(page).update(data.first) }
      let content = {
        for it in section.blocks {
          if it.type == "heading" { heading(level: it.level, text(it.text)) }
          else if it.type == "paragraph" { paragraph(it, section.cover) }
          else if it.type == "table" { sheet(it) }
          else if it.type == "pageBreak" { pagebreak(weak: true) }
          else if it.type == "contents" {
            block(width: 100%, sticky: true, below: 18pt, text(size: 18pt, weight: "bold", centred(text(it.title))))
            if it.entries == none { context outline(title: none, depth: it.depth, target: selector(heading).after(here())) }
            else { for (level, title, number) in it.entries { entry(level, text(title), number, none) } }
          }
        }
      }
      if section.cover { align(center + horizon, content) } else { content }
    },
  )
}
`;
