package float_test

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/layeredpow/adit/vm/float/floattest"
)

// cases is how many operands each instruction is tried with in each rounding mode: ADIT_CASES, or 10,000.
func cases(t *testing.T) int {
	text := os.Getenv("ADIT_CASES")
	if text == "" {
		return 10_000
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("ADIT_CASES is %q, want a number", text)
	}
	return n
}

// TestExact holds every instruction against exact arithmetic in every rounding mode.
func TestExact(t *testing.T) {
	for _, op := range floattest.Ops {
		t.Run(op.String(), func(t *testing.T) {
			t.Parallel()
			s := floattest.Sampler{Rand: rand.New(rand.NewPCG(uint64(op), 1))}
			for range cases(t) {
				c := s.Case(op)
				answer := c.Exact()
				for c.RM = 0; c.RM < floattest.Modes; c.RM++ {
					got, err := c.Machine()
					if want := answer(c.RM); got != want || err != nil {
						t.Fatalf("%v is %v (%v), want %v", c, got, err, want)
					}
				}
			}
		})
	}
}
