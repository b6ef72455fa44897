// Package outline reads the structure of an official report out of its plain text.
//
// It goes from the outside in, and every step leaves what it is not sure of in Unsure:
//
//   - lines become paragraphs: a line that cannot open one (，建设…), that follows an open bracket, a full line of a wrapped text, or the
//     second half of a broken heading goes on with the one before; so do figures where a text is torn at every one of them. The numbers of
//     pages and ruled lines are noise;
//   - copies of the body, the title block, what the site prints around it, annexes and the glossary are taken off by their words and place;
//   - chapters are the class of number that is spread furthest over the body: 第一部分, then 一、, which stand under bare lines where
//     those are in the genre's words (工作回顾, 主要任务) and hold the runs of 一、 between them; 1、 only in those words; a list in a chapter
//     that counts from one again does not end the chapters, and its items too long for headings still count;
//   - sections are the next class below in each chapter by itself: （一） or 一、, then 第一， alone on lines, then 1．, （1）, 一是 where at
//     least three count up from one, each short and above text. A line that ends in a semicolon, or a number that goes on with another
//     (2.5, 3、4号楼), is no heading.
//
// # Run-in heads
//
// A topic opens a section's paragraph (推进工业经济提质增效。), a subtopic stands inside it (传统产业改造升级。) and names what several
// sentences after it are about. The hard negatives are measures, as short and often beside them, which say only themselves:
// 建立重点企业联席会议制度。 加快建设大学科技园。 The difference is read from four kinds of evidence:
//
//   - shape: a head is one short clause without a figure, a list (、), a document (《》) or a colon; two clauses only where they balance
//     (准确定位，找准突破口。), never a long measure (加强互联网管理，持续打造清朗网络空间。);
//   - the verb: after adverbs (着力, 持续) a measure begins with an act that is done once – 建立, 设立, 编制, 启动, 落实, 办好, 建设 before its
//     object (加快建设大学科技园。, but 加快八网基础设施建设。 is a head) – or tells of a result (成功申建…, 实现“双落地”);
//     an act is a head all the same where it takes up a name out of the topic (“两改” of 实施“两改两拆”) or stands for many (实施一批文化项目。);
//   - what follows: a longer sentence must, and not another head, but for the subtopic that follows its topic at once;
//   - company: subtopics divide a paragraph, so one alone is none; a result (就业形势总体稳定。) is a head only between two others;
//     topics open most paragraphs of their section, or none.
package outline
