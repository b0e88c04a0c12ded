// Block Kit as HTML that looks like Slack, for the blocks Seatkeeper sends. For pictures only: it does not prove that Slack accepts them.

/** `width`: of the client, 380 for a phone. */
export function drawMessage({ blocks }, time, width = 728) {
  return `<article class="message" style="width: ${width}px"><div class="avatar">S</div><div class="said">
    <header><b>Seatkeeper</b> <span class="app">APP</span> <time>${time}</time></header>${draw(blocks)}</div></article>`;
}

export function drawModal({ title, blocks, submit, close }) {
  const buttons = [
    `<button>${xml(close.text)}</button>`,
    ...(submit === undefined ? [] : [`<button class="primary">${xml(submit.text)}</button>`]),
  ];
  return `<section class="modal"><header><span class="avatar small">S</span><b>${xml(title.text)}</b><i>×</i></header>
    <div class="body">${draw(blocks)}</div>${submit === undefined ? '' : `<footer>${buttons.join('')}</footer>`}</section>`;
}

/** What Slack asks before it sends the press of this button. */
export function drawQuestion({ blocks }, label) {
  const buttons = blocks.flatMap(({ elements = [], accessory }) => [...elements, accessory]);
  const found = buttons.find((one) => one?.type === 'button' && one.text.text === label);
  if (found?.confirm === undefined) throw new Error(`${label} asks nothing`);
  const { title, text, confirm, deny, style } = found.confirm;
  return `<section class="modal question"><header><b>${xml(title.text)}</b><i>×</i></header><div class="body"><p>${xml(text.text)}</p></div>
    <footer><button>${xml(deny.text)}</button><button class="${style ?? 'primary'}">${xml(confirm.text)}</button></footer></section>`;
}

export function drawHome({ blocks }) {
  return `<section class="home"><header><span class="avatar small">S</span> <b>Seatkeeper</b></header>
    <nav><b>Home</b><span>Messages</span><span>About</span></nav><div class="body">${draw(blocks)}</div></section>`;
}

function draw(blocks) {
  return blocks.map((block) => DRAW[block.type](block)).join('\n');
}

const DRAW = {
  rich_text: ({ elements }) =>
    `<div class="rich">${elements.map(({ elements: inner }) => `<p>${inner.map(rich).join('')}</p>`).join('')}</div>`,
  header: ({ text }) => `<h3>${xml(text.text)}</h3>`,
  context: ({ elements }) => `<div class="context">${elements.map(({ text }) => xml(text)).join(' ')}</div>`,
  divider: () => '<hr>',
  section: ({ text, accessory }) =>
    `<div class="section"><p>${xml(text.text)}</p>${accessory.type === 'overflow' ? '<button class="more">⋯</button>' : element(accessory)}</div>`,
  actions: ({ elements }) => `<div class="actions">${elements.map(element).join('')}</div>`,
  input: ({ label, hint, optional, element: field }) =>
    `<label><b>${xml(label.text)}</b>${optional ? ' <small>(optional)</small>' : ''}${input(field)}${hint === undefined ? '' : `<small>${xml(hint.text)}</small>`}</label>`,
  table: ({ rows, column_settings: columns }) => {
    const cells = (row, tag) =>
      row
        .map(({ text }, at) => `<${tag} class="${columns[at]?.align ?? 'left'}">${xml(text)}</${tag}>`)
        .join('');
    const [head, ...body] = rows;
    return `<table><tr>${cells(head, 'th')}</tr>${body.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</table>`;
  },
  data_visualization: drawChart,
};

function rich({ text, url, style = {} }) {
  const inner = url === undefined ? xml(text) : `<a>${xml(text)}</a>`;
  if (style.code) return `<code>${inner}</code>`;
  return style.bold ? `<b>${inner}</b>` : inner;
}

function element({ type, text, style, placeholder, initial_option: chosen }) {
  if (type === 'overflow') return '<button class="more">⋯</button>';
  if (type === 'button') return `<button class="${style ?? ''}">${xml(text.text)}</button>`;
  return `<button class="select">${xml((chosen?.text ?? placeholder).text)} <i>⌄</i></button>`;
}

function input({ type, initial_value, initial_date, initial_option: chosen, placeholder }) {
  const value = initial_value ?? initial_date ?? chosen?.text.text ?? '';
  const empty = { plain_text_input: '', datepicker: 'Select a date', static_select: 'Select an option' };
  const shown = value === '' ? `<span>${xml(placeholder?.text ?? empty[type] ?? '')}</span>` : xml(value);
  return `<div class="input ${type}">${shown}${type === 'plain_text_input' ? '' : '<i>⌄</i>'}</div>`;
}

const COLOURS = ['#1264a3', '#e8912d', '#2bac76', '#cd2553', '#7c3085', '#616061'];
const BOX = { width: 560, height: 150, left: 34, bottom: 22 };

function drawChart({ title, chart: { series, axis_config: axis } }) {
  const most = Math.max(1, ...series.flatMap(({ data }) => data.map(({ value }) => value)));
  const x = (at) => BOX.left + (at * (BOX.width - BOX.left - 16)) / Math.max(1, axis.categories.length - 1);
  const y = (value) => 8 + (1 - value / most) * (BOX.height - BOX.bottom - 8);
  const grid = [0, most / 2, most].map(
    (value) =>
      `<line x1="${BOX.left}" x2="${BOX.width}" y1="${y(value)}" y2="${y(value)}"/><text x="${BOX.left - 8}" y="${y(value) + 4}" text-anchor="end">${Math.round(value)}</text>`,
  );
  const labels = axis.categories.map(
    (label, at) => `<text x="${x(at)}" y="${BOX.height - 4}" text-anchor="middle">${xml(label)}</text>`,
  );
  const lines = series.map(({ data }, at) => {
    const points = data.map(({ value }, point) => `${x(point)},${y(value)}`);
    const dots = points.map(
      (point) => `<circle r="3" cx="${point.split(',')[0]}" cy="${point.split(',')[1]}"/>`,
    );
    return `<g style="color:${COLOURS[at]}"><polyline points="${points.join(' ')}"/>${dots.join('')}</g>`;
  });
  const legend = series.map(
    ({ name }, at) => `<span><i style="background:${COLOURS[at]}"></i>${xml(name)}</span>`,
  );
  return `<figure><figcaption>${xml(title)}</figcaption><svg viewBox="0 0 ${BOX.width} ${BOX.height}">${[...grid, ...labels, ...lines].join('')}</svg><div class="legend">${legend.join('')}</div></figure>`;
}

function xml(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>');
}

export const STYLE = `
  * { box-sizing: border-box; margin: 0; }
  body { font: 15px/1.46 Lato, 'Noto Sans', 'Segoe UI', Helvetica, 'DejaVu Sans Condensed', sans-serif; color: #1d1c1d; background: #fff; padding: 16px; width: fit-content; }
  p, .context { overflow-wrap: anywhere; white-space: pre-wrap; }
  td, th { overflow-wrap: break-word; }
  .avatar { width: 36px; height: 36px; border-radius: 8px; background: #23303f; color: #fff; font-weight: 700; display: inline-grid; place-items: center; flex: none; }
  .avatar.small { width: 22px; height: 22px; border-radius: 5px; font-size: 12px; }
  .message { display: flex; gap: 10px; } .said { flex: 1; min-width: 0; }
  .app { font-size: 10px; background: #e8e8e8; color: #616061; padding: 1px 4px; border-radius: 3px; } time { font-size: 12px; color: #616061; }
  .section { display: flex; gap: 12px; align-items: flex-start; margin: 6px 0; } .section p { flex: 1; } .section button { flex: none; } button.more { padding: 6px 10px; font-size: 16px; line-height: 1; }
  .rich { margin: 4px 0; } .context { font-size: 12.5px; color: #616061; margin: 5px 0; }
  h3 { font-size: 18px; margin: 4px 0 6px; } hr { border: 0; border-top: 1px solid #ddd; margin: 14px 0 10px; }
  code { font: 12.5px 'DejaVu Sans Mono', monospace; color: #c01343; background: #f6f6f6; border: 1px solid #ddd; border-radius: 3px; padding: 1px 3px; }
  a { color: #1264a3; }
  .actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 5px 0 12px; }
  button { font: 700 13px/1 inherit; font-family: inherit; color: #1d1c1d; background: #fff; border: 1px solid #bbb; border-radius: 5px; padding: 8px 12px; }
  button.primary { background: #007a5a; border-color: #007a5a; color: #fff; } button.danger { background: #e01e5a; border-color: #e01e5a; color: #fff; }
  button.select { font-weight: 400; min-width: 200px; text-align: left; } i { font-style: normal; color: #616061; } button.select i { float: right; }
  table { border-collapse: collapse; font-size: 13px; margin: 8px 0; width: 100%; } td, th { border: 1px solid #ddd; padding: 6px 8px; text-align: left; vertical-align: top; } th { background: #f8f8f8; } .right { text-align: right; white-space: nowrap; }
  .modal { width: 520px; border: 1px solid #ccc; border-radius: 10px; box-shadow: 0 6px 24px #0003; margin: 8px; background: #fff; }
  .modal > header { display: flex; gap: 10px; align-items: center; padding: 16px 20px; font-size: 18px; } .modal > header i { margin-left: auto; font-size: 22px; }
  .modal .body { padding: 0 20px 8px; } .modal footer { display: flex; gap: 10px; justify-content: flex-end; padding: 14px 20px; border-top: 1px solid #eee; }
  .question { width: 440px; margin: 10px 0 18px 46px; } .question > header { padding: 14px 18px 6px; } .question .body { padding: 0 18px 12px; } .question footer { padding: 12px 18px; }
  label { display: block; margin: 14px 0; } label > b { font-size: 14px; } small { color: #616061; font-size: 12.5px; display: inline-block; }
  .input { border: 1px solid #bbb; border-radius: 5px; padding: 8px 10px; margin: 5px 0 3px; min-height: 38px; } .input span { color: #868686; } .input i { float: right; }
  .home { width: 728px; border: 1px solid #ddd; border-radius: 10px; } .home > header { padding: 12px 18px; display: flex; gap: 8px; align-items: center; } .home nav { padding: 0 18px; display: flex; gap: 20px; font-size: 13px; color: #616061; border-bottom: 1px solid #ddd; } .home nav b { color: #1d1c1d; border-bottom: 2px solid #23303f; padding-bottom: 6px; } .home .body { padding: 14px 18px; }
  figure { border: 1px solid #ddd; border-radius: 8px; padding: 12px; margin: 8px 0; } figcaption { font-weight: 700; margin-bottom: 8px; }
  svg line { stroke: #e8e8e8; } svg text { font-size: 9px; fill: #616061; } polyline { fill: none; stroke: currentColor; stroke-width: 2; } circle { fill: currentColor; }
  .legend { display: flex; gap: 16px; font-size: 12.5px; } .legend i { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 6px; }
`;
