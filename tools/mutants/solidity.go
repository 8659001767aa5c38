// SPDX-License-Identifier: Apache-2.0

package main

import (
	"math/big"
	"slices"
	"strings"
)

// solidityMutants are all single changes of the functions and constants of a Solidity source, of the same kinds as
// goMutants. It reads tokens and no grammar. Some of the mutants are no program.
func solidityMutants(file string, source []byte) ([]mutant, error) {
	tokens := scan(source)
	s := &solMaker{file: file, source: source, tokens: tokens}
	for i := 0; i < len(tokens); i++ {
		switch t := tokens[i].text; {
		case t == "function" || t == "constructor":
			open := s.find(i, "{", ";")
			if tokens[open].text == "{" {
				end := s.match(open)
				s.body(open, end)
				i = end
			}
		case t == "constant":
			end := s.find(i, ";")
			s.values(i, end)
			i = end
		}
	}
	return s.all, nil
}

// lexeme is a piece of source.
type lexeme struct {
	text     string
	from, to int
}

var operators = []string{
	"<<=", ">>=", "=>", "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "<<", ">>", "**", ":=", "->",
}

// scan cuts a source into tokens, without what is a comment.
func scan(source []byte) (tokens []lexeme) {
	text := string(source)
	for i := 0; i < len(text); {
		n := 1
		switch rest := text[i:]; {
		case strings.HasPrefix(rest, "//"):
			i += until(rest, "\n")
			continue
		case strings.HasPrefix(rest, "/*"):
			i += until(rest, "*/")
			continue
		case strings.ContainsRune(" \t\r\n", rune(rest[0])):
			i++
			continue
		case rest[0] == '"':
			n = 1 + until(rest[1:], `"`)
		case isWord(rest[0]):
			for n < len(rest) && isWord(rest[n]) {
				n++
			}
		default:
			for _, op := range operators {
				if strings.HasPrefix(rest, op) {
					n = len(op)
					break
				}
			}
		}
		tokens = append(tokens, lexeme{text[i : i+n], i, i + n})
		i += n
	}
	return tokens
}

func until(s, end string) int {
	if i := strings.Index(s, end); i >= 0 {
		return i + len(end)
	}
	return len(s)
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

type solMaker struct {
	file   string
	source []byte
	tokens []lexeme
	all    []mutant
}

// find is the next token that is one of some, outside of all brackets that open on the way.
func (s *solMaker) find(i int, texts ...string) int {
	for ; i < len(s.tokens)-1; i++ {
		t := s.tokens[i].text
		if slices.Contains(texts, t) {
			return i
		}
		if t == "(" || t == "[" || t == "{" {
			i = s.match(i)
		}
	}
	return i
}

// match is where a bracket closes.
func (s *solMaker) match(i int) int {
	for depth := 0; i < len(s.tokens)-1; i++ {
		switch s.tokens[i].text {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return i
}

// add changes the tokens from one to another, both included.
func (s *solMaker) add(from, to int, is string) {
	s.all = append(s.all, newMutant(s.file, s.source, s.tokens[from].from, s.tokens[to].to, is))
}

func (s *solMaker) text(from, to int) string {
	return string(s.source[s.tokens[from].from:s.tokens[to].to])
}

// body changes what stands between two braces.
func (s *solMaker) body(open, end int) {
	s.values(open, end)
	header := open // of a loop, which is no statement
	for i := open; i < end; i++ {
		switch t := s.tokens[i].text; {
		case t == "for":
			header = s.match(i + 1)
		case t == "if" && s.tokens[i+1].text == "(":
			until := s.match(i + 1)
			s.add(i+2, until-1, "!("+s.text(i+2, until-1)+")")
		case t == "(" && i > 0 && isCalled(s.tokens[i-1].text):
			s.arguments(i)
		}
		if t := s.tokens[i].text; i >= header && (t == "{" || t == "}" || t == ";") {
			s.leaveOut(i + 1)
		}
	}
}

// leaveOut leaves out the statement that begins at a token, if it ends with a semicolon and declares nothing.
func (s *solMaker) leaveOut(i int) {
	first := s.tokens[i].text
	if slices.Contains([]string{"return", "for", "while", "else", "unchecked", "assembly", "let", "}", "{", "case"}, first) {
		return
	}
	if first == "(" { // a declaration of several, unless it assigns
		if inside := s.tokens[i+2].text; isWord(inside[0]) {
			return
		}
	}
	if first != "if" && first != "emit" && first != "revert" && first != "delete" && isWord(s.tokens[i+1].text[0]) {
		return
	}
	end := s.find(i, ";", "{", "}")
	if end > i && s.tokens[end].text == ";" {
		s.add(i, end, "")
	}
}

func isCalled(name string) bool {
	return isWord(name[0]) && !slices.Contains([]string{"if", "for", "while", "returns", "return", "function", "assembly", "catch"}, name)
}

// arguments swaps those of a call that stand beside each other.
func (s *solMaker) arguments(open int) {
	end := s.match(open)
	var starts, ends []int
	for i := open + 1; i < end; {
		next := min(s.find(i, ",", ")"), end)
		starts, ends = append(starts, i), append(ends, next-1)
		i = next + 1
	}
	for i := 1; i < len(starts); i++ {
		if ends[i-1] < starts[i-1] || ends[i] < starts[i] {
			continue // nothing between two commas
		}
		s.add(starts[i-1], ends[i], s.text(starts[i], ends[i])+", "+s.text(starts[i-1], ends[i-1]))
	}
}

// values changes operators and numbers.
func (s *solMaker) values(from, to int) {
	for i := from; i <= to; i++ {
		t := s.tokens[i].text
		for _, op := range swaps[t] {
			s.add(i, i, op)
		}
		if t[0] < '0' || t[0] > '9' {
			continue
		}
		n, ok := new(big.Int).SetString(strings.ReplaceAll(t, "_", ""), 0)
		if !ok {
			continue
		}
		s.add(i, i, new(big.Int).Add(n, big.NewInt(1)).String())
		if n.Sign() > 0 {
			s.add(i, i, new(big.Int).Sub(n, big.NewInt(1)).String())
		}
	}
}
