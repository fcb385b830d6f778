// 加载课程之前，页面上关于课程的文字。

export const lessonDoor = {
  take: '课程',
  leave: '离开课程',
  invitation: '第一次接触 StatefulSet？',
  accept: '来上一课，五个小步骤',
  unknown: '这里没有课程“{{id}}”。',
};
