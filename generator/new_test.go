package main

import (
	"strings"
	"testing"

	"baogao/generator/content"
	"baogao/generator/diag"
)

func TestTheQuestionNamesEveryKind(t *testing.T) {
	for _, language := range []diag.Language{diag.English, diag.Chinese} {
		for _, asked := range []struct {
			question *diag.Text
			kinds    []string
		}{{askedKind(), content.TermKinds}, {askedErratumKind(), content.ErratumKinds}} {
			for _, kind := range asked.kinds {
				if question := asked.question.In(language); !strings.Contains(question, kind) {
					t.Errorf("%q does not name %s", question, kind)
				}
			}
		}
	}
}
