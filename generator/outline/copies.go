package outline

// A page dump holds a report more than once: navigation, the body, then the whole page again. Copies that are not whole files are found
// by their paragraphs: a stretch in which nearly every longer paragraph has been read before is a copy.

// tellingUnit is the length, in characters, from which a paragraph is not likely to come twice by chance.
const tellingUnit = 30

// dropCopies turns the stretches of units that repeat earlier ones into noise, and returns how much text it took out.
func (p *parser) dropCopies() {
	seen := make(map[string]bool, len(p.units))
	repeat := make([]bool, len(p.units))
	for i := range p.units {
		repeat[i] = seen[p.units[i].key]
		seen[p.units[i].key] = true
	}
	for i := 0; i < len(p.units); {
		if !repeat[i] || p.units[i].n < tellingUnit {
			i++
			continue
		}
		end, chars := copyRun(p.units, repeat, i)
		if chars < 300 {
			i = max(end, i+1)
			continue
		}
		start := i
		for start > 0 && p.units[start-1].role == unread && repeat[start-1] {
			start--
		}
		for j := start; j < end; j++ {
			p.units[j].role, p.units[j].why = noiseRole, "the same text again"
		}
		p.copies++
		i = end
	}
}

// copyRun is how far the copy that begins at i goes, and how many characters of it were read before.
func copyRun(units []unit, repeat []bool, i int) (end, chars int) {
	end = i
	fresh := 0
	for j := i; j < len(units); j++ {
		switch u := &units[j]; {
		case repeat[j]:
			chars += u.n
			end = j + 1
			if u.n >= tellingUnit {
				fresh = 0
			}
		case u.n >= tellingUnit:
			if fresh++; fresh > 1 {
				return end, chars
			}
		}
	}
	return end, chars
}
