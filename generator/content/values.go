package content

import (
	"math"
	"strings"

	"baogao/generator/diag"
	"baogao/generator/quantity"
)

// value checks that an entry says what its quote says: the last number in it, in a unit that is known. Where that number stands is
// kept in the figure.
func (v *validator) value(n int, what *diag.Text, f *Figure) {
	b, ok := v.passages[f.Passage]
	at := strings.Index(b.Text, f.Quote)
	if !ok || f.Quote == "" || at < 0 {
		return // said already
	}
	end := at + len(f.Quote)
	if strings.Contains(b.Text[at+1:], f.Quote) {
		v.errorf(n, "quote", "%s: passage %s holds the quote %q more than once", what, f.Passage, f.Quote).SetHelp("take in the words before it, until there is one such place only")
		return
	}
	scanned, done := v.scanned[f.Passage]
	if !done {
		scanned = quantity.Scan(b.Text)
		v.scanned[f.Passage] = scanned
	}
	q, found := quantity.LastIn(b.Text, scanned, at, end)
	switch {
	case !found:
		v.errorf(n, "quote", "%s: there is no number in the quote %q", what, f.Quote).SetHelp("copy the words with the number; it is the last number in them")
		return
	case q.End > end:
		v.errorf(n, "quote", "%s: the quote ends inside of %q", what, q.Surface).SetHelp("end it behind the number: %q", b.Text[at:q.End])
		return
	}
	f.NumberAt = diag.Span{Start: q.Start, End: q.End}
	unit, known := quantity.Lookup(f.Unit)
	if !known && f.Unit != "" {
		p := v.errorf(n, "unit", "%s: unknown unit %q", what, f.Unit)
		if q.Unit != "" {
			p.SetHelp("write the unit as the text prints it: %q", q.Unit)
		} else {
			p.SetHelp("write a unit that is known, 个 where the text prints none; a new one belongs into the table of generator/quantity/units.go")
		}
		return
	}
	if !sameUnit(f.Unit, unit, q) {
		v.says(n, "unit", b, f, "%s: the unit is %q, the quote says %q", what, f.Unit, q.Surface).SetHelp("write unit = %q", q.Unit)
		return
	}
	if f.Value == 0 && !v.has(n, "value") {
		v.says(n, "value", b, f, "%s has no value", what).SetHelp("add value = %s", Number(shown(q, f.Unit, q.Value)))
		return
	}
	if !sameValue(f.Value, f.Unit, unit, q, q.Value, q.BaseValue) {
		p := v.says(n, "value", b, f, "%s: the value is %s%s, the quote says %q", what, Number(f.Value), f.Unit, q.Surface)
		if f.Unit != q.Unit && q.Unit != "" {
			p.SetHelp("write value = %s and unit = %q", Number(q.Value), q.Unit)
		} else {
			p.SetHelp("write value = %s", Number(shown(q, f.Unit, q.Value)))
		}
		return
	}
	v.span(n, what, b, f, unit, q)
}

// span checks the upper end of a range.
func (v *validator) span(n int, what *diag.Text, b Block, f *Figure, unit quantity.Unit, q quantity.Quantity) {
	switch {
	case q.ValueMax == nil && f.ValueMax != nil:
		v.says(n, "value_max", b, f, "%s: value_max is %s, the quote %q is no range", what, Number(*f.ValueMax), q.Surface).SetHelp("take value_max out")
	case q.ValueMax != nil && f.ValueMax == nil:
		v.says(n, "value", b, f, "%s: the quote says a range, %q", what, q.Surface).SetHelp("add value_max = %s", Number(*q.ValueMax))
	case q.ValueMax != nil && !sameValue(*f.ValueMax, f.Unit, unit, q, *q.ValueMax, *q.BaseMax):
		v.says(n, "value_max", b, f, "%s: value_max is %s%s, the quote says %q", what, Number(*f.ValueMax), f.Unit, q.Surface).SetHelp("write value_max = %s", Number(*q.ValueMax))
	}
}

// says is an error with the place in the text that says otherwise.
func (v *validator) says(n int, key string, b Block, f *Figure, format string, args ...any) *diag.Problem {
	p := v.errorf(n, key, format, args...)
	file, span := b.Span()
	if i := strings.Index(file.Text, f.Quote); i >= 0 {
		span = diag.Span{Start: i, End: i + len(f.Quote)}
	}
	return p.See(file, span, "the quote is here")
}

// sameUnit tells whether an entry's unit measures what the text's does. Where the text leaves the unit to its readers (2.46万贫困人口,
// 十大领域, 16.4∶40.2∶43.4) the entry says it.
func sameUnit(printed string, unit quantity.Unit, q quantity.Quantity) bool {
	switch {
	case q.BaseUnit == "":
		return true
	case printed == "%" && (q.BaseUnit == "成" || q.BaseUnit == "番"):
		return true
	case q.Kind == quantity.Rank:
		return unit.Base == "位" || unit.Base == "名"
	}
	return printed == q.Unit || unit.Base == q.BaseUnit
}

// sameValue compares a value in its unit with the text's. Falls are positive in an entry: direction says which way.
func sameValue(value float64, printed string, unit quantity.Unit, q quantity.Quantity, stated, base float64) bool {
	if printed == q.Unit || q.Fraction || q.BaseUnit == "成" || q.BaseUnit == "番" {
		stated = shown(q, printed, stated)
		if q.Fraction {
			return math.Abs(value-stated) <= halfLast(value)
		}
		return near(value, math.Abs(stated))
	}
	return near(value*math.Pow10(unit.Ten), math.Abs(base))
}

// shown is a stated value in the unit of an entry: 三成 is 30 in %, 翻一番 100, 三分之二 66.7.
func shown(q quantity.Quantity, printed string, stated float64) float64 {
	if printed != "%" || q.Unit == "%" {
		return stated
	}
	switch {
	case q.Fraction:
		return stated * 100
	case q.BaseUnit == "成":
		return stated * 10
	case q.BaseUnit == "番":
		return (math.Pow(2, stated) - 1) * 100
	}
	return stated
}

// near tells whether two numbers are one but for how they are held; inf is near nothing.
func near(a, b float64) bool {
	size := math.Max(math.Abs(a), math.Abs(b))
	return !math.IsInf(size, 0) && math.Abs(a-b) <= 1e-9*size
}

// halfLast is half the worth of a value's last decimal.
func halfLast(v float64) float64 {
	_, decimals, _ := strings.Cut(Number(v), ".")
	return 0.5 * math.Pow10(-len(decimals))
}
