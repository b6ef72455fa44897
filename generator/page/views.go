package page

import "html/template"

// Frame is what every page has around its own matter. Root leads from the page to the site's folder, Up to its report's.
type Frame struct {
	Language    string
	Title       string // of the window
	Description string
	Canonical   string // "" without a base address
	Root        string
	Up          string
	Site        string
	Kind        string // which entry of the report's navigation is the current one
	Report      string // its title; "" on pages of the site
	ReportID    string // its folder
	Page        string // its path below the report's folder
	Picture     string // the address of the picture that stands for it where links are shared; "" without a base address
	Tags        []Tag
	Schema      template.JS // schema.org, JSON-LD
	Feed        bool        // the site has a feed, for it has an address
	Alternates  []Alternate // other forms of what the page is
	Gone        []GoneRow   // published addresses of the page that the text no longer has
	Terms       bool        // the report has an index of terms
	Figures     bool        // and a table of figures
	Commitments bool
	Pairs       bool
	Series      bool // the site has pages that cross reports
	Crumbs      []PartLink
}

// Link is an address from the page with its words.
type Link struct{ Href, Text string }

// PartLink stands among the report's words. Lang is the interface's language where its own words are, as for a part that the text gives
// no title, and "" else.
type PartLink struct{ Href, Text, Lang string }

// Alternate is the page's matter in another form.
type Alternate struct{ Href, Type, Title string }

// HomeView is the front door of the site.
type HomeView struct {
	Frame
	Heading string
	Body    template.HTML
	Latest  *Latest // the report of the latest date
	Others  []ReportCard
	Changed []CorrectionRow // the latest of all reports
	Places  []HomePlace     // of a series
	Squares template.HTML   // of a series, by place and year
}

// ReportCard is a report on the home page.
type ReportCard struct {
	Href, Title, Occasion, Byline, Date string
	Chapters, Sections                  int
	Characters, Minutes                 int
	Terms, Figures, Commitments, Pairs  int
}

// ReportView is a report's front door: its title block, its lead and its contents.
type ReportView struct {
	Frame
	Masthead template.HTML
	Door
	Lead     template.HTML
	Chapters []ContentsEntry
	Card     ReportCard
	First    Link
}

// ContentsEntry is a part in a list of contents; Share is its length in hundredths of the longest entry's.
type ContentsEntry struct {
	Href, Number, Title string
	Lang                string // of the title, as in PartLink
	Characters, Minutes int
	Share               int
	Topics              []Link
	Children            []ContentsEntry
}

// PartView is a chapter, a section, a closing, an annex or the glossary.
type PartView struct {
	Frame
	Heading        template.HTML // the text's, or the site's word where the text has none
	Text           template.HTML
	Contents       template.HTML // the report's, with this part marked
	OnPage         []OnPage
	Children       []ContentsEntry
	Previous, Next *PartLink
	Related        []RelatedRow
	Characters     int
	Minutes        int
	FullHref       string
	From, To       int // where it begins and ends, in hundredths of the report
}

// OnPage is a run-in heading of the page.
type OnPage struct {
	Href, Text string
	Sub        bool
}

// RelatedRow is a passage of another part that belongs to the page, with the reasons.
type RelatedRow struct {
	Href, Place, Topic string
	Excerpt            string
	Reasons            []RelatedReason
	More               string // how many reasons there are besides
}

// RelatedReason is why: a word for the kind of reason, and the thing, with the page that it has.
type RelatedReason struct{ Why, Name, Href string }

// Context is a mention with the words around it.
type Context struct {
	Href, Place         string
	Before, Name, After string
}

// FullView is the whole report on one page.
type FullView struct {
	Frame
	Text     template.HTML
	Contents template.HTML
}

// TermsView is the index of terms, by kind and by the first letter of their pinyin.
type TermsView struct {
	Frame
	Kinds   []TermGroup
	Letters []TermGroup
	Count   int
}

// TermGroup is the terms of one kind or one letter. ID is its anchor.
type TermGroup struct {
	ID, Name string
	Terms    []TermEntry
}

// TermEntry is a term in the index.
type TermEntry struct {
	Href, Name string
	Uses       int
	Defined    bool // somebody explains it
}

// TermView is one term with all its uses.
type TermView struct {
	Frame
	Name, Kind      string
	Reading         string // toned pinyin, a space between syllables
	Aliases         []string
	Members         []string
	Within          []Link // the longer names in which alone the text says it
	Definition      string
	Source          string // what class the definition has, in words
	Reference       string
	Quote           string
	QuoteHref       string
	QuotePlace      string
	See             []Link
	Uses            int
	Backlinks       []Backlink
	Unexplained     bool
	Draft           bool
	DefinitionClass string
}

// Backlink is a part with the uses of a term in it.
type Backlink struct {
	Href, Place string
	Uses        []Context
}

// FigureRow is one figure. Number sorts, Value is read.
type FigureRow struct {
	ID, Indicator, IndicatorHref, Number, Value string
	Kind, KindKey, Year, Theme, Bound, BoundKey string
	Href, Place, Quote, Note                    string
	Draft                                       bool
}

// SearchView is the search page, and where to go without its script.
type SearchView struct {
	Frame
	TermsHref string
	Series    bool // whether the search reads shards
	Reports   []Link
}

// AboutView is a report's provenance, errata, citation and licence.
type AboutView struct {
	Frame
	Facts     []Fact
	Errata    []ErratumRow
	Citations []Citation
	Licence   string
	Downloads []Link
	Noise     int
}

// Fact is a line of the provenance.
type Fact struct {
	Name, Value string
	Text        bool // Chinese words, not a name of a file or a number
}

// Citation is a reference in a named form.
type Citation struct{ Form, Text string }

// ErratumRow is one erratum with its place.
type ErratumRow struct {
	ID, Href, Place, Published, Corrected, Kind, Reason, By, Date string
	Draft                                                         bool
}

// PageView is a free page.
type PageView struct {
	Frame
	Heading string
	Body    template.HTML
	Reports []Link
}

// MissingView is what a host shows for an address that is not there.
type MissingView struct {
	Frame
	Reports []Link
}
