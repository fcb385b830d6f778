// 页面上与时间有关的文字：播放、步进、分支，以及为下次访问保存的内容。

export const time = {
  play: '播放',
  pause: '暂停',
  start: '回到开头',
  end: '转到目前进展的末尾',
  stepBack: '后退一步',
  stepForward: '前进一步',
  settle: '运行到稳定',
  reset: '重置',
  resetTitle: '用编辑器中的文本从头开始；做过的操作会作为分支保留',
  undo: '撤销',
  redo: '重做',
  speed: '速度',
  now: '{at} / {head}',
  flag: { start: '开始', apply: '应用', request: '请求' },
  neverSettles: '集群时间过去 600 秒仍未稳定。以下仍在进行：',
  nothingNext: '没有下一步了：不会再有事情自行发生。',
} as const;

export const branch = {
  label: '分支',
  start: '开始',
  left: '从 {{time}} 起：{{what}}',
  nothing: '尚无操作',
  current: '正在显示',
  title: '回到这个分支：{{what}}',
  branched: '你在过去的时刻做了操作，因此从 {{time}} 起开始了一个新分支。原来的分支已保留。',
  refused: '这个版本的 Ordinal 拒绝了那个分支的 YAML。分支原样保留。',
  return: '回到原分支',
  undone: '已撤销：{{what}}。现在停在它之前的一刻。',
  redone: '已重做：{{what}}。',
  dismiss: '关闭',
} as const;

/** 为下次访问保存在浏览器中的会话。 */
export const keep = {
  link: '这次运行来自链接。你自己的会话仍按离开时的样子保存着；在这里做的操作不会保存。',
  fresh: '这是全新的开始。你上次的会话仍按离开时的样子保存着；在这里做的操作不会保存。',
  refused: '这个版本的 Ordinal 拒绝了你上次会话的 YAML。会话原样保留，文本已放在编辑器中。',
  'too-long': '重新运行你上次的会话耗时过长。会话原样保留，文本已放在编辑器中。',
  'not-loaded':
    '无法加载执行你上次会话中命令所需的程序。会话原样保留，文本已放在编辑器中。请检查网络连接，然后回到会话。',
  newer: '你上次的会话由更新版本的 Ordinal 保存。它已另行保留；能读出的文本已放在编辑器中。',
  damaged: '无法读取你上次的会话。它已另行保留；能读出的文本已放在编辑器中。',
  blocked: '这个浏览器不为本页保存任何内容：关闭标签页后，会话即结束。可以用“分享”生成链接保存。',
  full: '浏览器没有空间保存这个会话；之前保存的内容仍在。可以用“分享”生成链接保存。',
  'too-large': '这个会话过大，无法保存；之前保存的内容仍在。',
  elsewhere: '另一个标签页之后保存了它的会话，因此这个会话没有保存。',
  otherVersion: '这个会话由另一个版本的 Ordinal 保存，因此运行可能与你离开时不同。',
  return: '回到我的会话',
  this: '改为保存这个会话',
} as const;
