// Package terms knows the names in a report: it drafts them from the plain text, and finds them there.
//
//	Drafts(o)                  三大攻坚战 programme · 开港大道 road · 《中原城市群发展规划》 policy-document …
//	NewFinder(names).Find(s)   where the names stand in a text, the longest first
//
// Drafting knows how reports are written, and no report: an editor reads what it gives.
package terms
