package l1test_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

func TestChain(t *testing.T) {
	seat, stranger := common.Address{0x5e}, common.Address{0x57}
	l1test.Run(t, func(*testing.T) *l1test.Rig {
		rules := l1test.Rules{Seats: []common.Address{seat}, ForceDelay: 86_400, Silence: 100_000}
		c := l1test.New(l1test.Config{Rules: rules})
		return &l1test.Rig{
			Reader:   c,
			Seat:     c.Sender(seat),
			Stranger: c.Sender(stranger),
			Again:    func() l1anchor.Sender { return c.Sender(seat) },
			Mine:     c.Mine,
			Back:     c.SetHead,
			Contract: func() l1test.Contract {
				x := c.Inbox()
				n := uint64(len(x.Messages))
				return l1test.Contract{Batches: x.BatchCount, Consumed: x.Consumed, Messages: n, BatchAcc: x.BatchAcc, MsgAcc: x.MsgAccs[n]}
			},
			ForceDelay: rules.ForceDelay,
		}
	})
}
