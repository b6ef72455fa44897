// Package terms knows the names in a report: it drafts them from the plain text, and finds them there.
package terms
