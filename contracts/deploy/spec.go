// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"errors"
	"fmt"
	"slices"

	"github.com/BurntSushi/toml"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/stateroot/params"
)

// Spec is what a deployment is made of: the constants of a rollup as far as nobody has to deploy for them, those of
// its inbox, and those of its disputes.
type Spec struct {
	ChainID      uint64         `toml:"chain_id"`
	L1ChainID    uint64         `toml:"l1_chain_id"`
	L1Family     string         `toml:"l1_family"` // a row of package l1anchor/family
	GasLimit     uint64         `toml:"gas_limit"`
	FeeRecipient common.Address `toml:"fee_recipient"`
	BaseFee      uint64         `toml:"base_fee"`    // wei, of the first block
	MaxDrift     uint64         `toml:"max_drift"`   // seconds
	ProofLimit   uint64         `toml:"proof_limit"` // steps
	WellKnown    bool           `toml:"well_known"`  // whoever deploys puts the contracts of package predeploys into Alloc
	Inbox        InboxSpec      `toml:"inbox"`
	Dispute      DisputeSpec    `toml:"dispute"`

	// Alloc is what the genesis block holds beside the system contracts. It must be there before anything is planned:
	// the rollup's contract has its hash.
	Alloc types.GenesisAlloc `toml:"-"`
	// Program is the hash of the machine that begins with the proven program, without an input: cmd/guest/machine.txt.
	Program common.Hash `toml:"-"`
}

// InboxSpec is what the inbox is created with, see contracts/src/inbox/Inbox.sol.
type InboxSpec struct {
	Seats        []common.Address `toml:"seats"`          // who may post batches, at most 32
	ForceDelay   uint32           `toml:"force_delay"`    // seconds after which anybody may force a message in
	Silence      uint32           `toml:"silence"`        // L1 blocks without a seat's batch after which anybody may post
	MaxMessages  uint32           `toml:"max_messages"`   // that an L1 block takes: ten for each second between two
	MaxBatchData uint32           `toml:"max_batch_data"` // bytes that the data of a batch may have
	StandIn      bool             `toml:"stand_in_bridge"`
}

var required = []string{
	"chain_id", "l1_chain_id", "l1_family", "gas_limit", "fee_recipient", "base_fee", "max_drift", "proof_limit",
	"inbox.seats", "inbox.force_delay", "inbox.silence", "inbox.max_messages", "inbox.max_batch_data",
}

// Parse reads the TOML form and validates it. Every key must be there, but for well_known and inbox.stand_in_bridge,
// which are false then, and those of the table dispute, which are what is usual on the L1 then; unknown ones are
// refused. The error holds all complaints.
func Parse(text []byte) (*Spec, error) {
	s, err := usual(text)
	if err != nil {
		return nil, err
	}
	meta, err := toml.Decode(string(text), s)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	var errs []error
	for _, key := range meta.Undecoded() {
		errs = append(errs, fmt.Errorf("unknown key %s", key))
	}
	for _, key := range required {
		if !slices.ContainsFunc(meta.Keys(), func(k toml.Key) bool { return k.String() == key }) {
			errs = append(errs, fmt.Errorf("missing key %s", key))
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return s, s.Validate()
}

// usual is a spec that says no more than what is usual on the L1 that the text names. Validate complains of an L1
// that nobody knows.
func usual(text []byte) (*Spec, error) {
	s := new(Spec)
	if _, err := toml.Decode(string(text), s); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	f, err := family.Of(s.L1Family)
	if err != nil {
		return new(Spec), nil
	}
	return &Spec{Dispute: DisputeSpec(f.Dispute)}, nil
}

// Validate gives all complaints at once.
func (s *Spec) Validate() error {
	var errs []error
	require := func(ok bool, format string, args ...any) {
		if !ok {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	i := &s.Inbox
	require(len(i.Seats) > 0 && len(i.Seats) <= maxSeats, "inbox.seats: %d accounts, 1 to %d are possible", len(i.Seats), maxSeats)
	for n, a := range i.Seats {
		require(a != (common.Address{}), "inbox.seats: the zero address posts nothing")
		require(!slices.Contains(i.Seats[:n], a), "inbox.seats: %s is there twice", a)
	}
	require(i.Silence > 0, "inbox.silence must be positive")
	rollup := s.rollup(common.Address{1}, somewhere) // as if it stood there
	errs = append(errs, rollup.Validate())
	if f, err := family.Of(s.L1Family); err != nil {
		errs = append(errs, err)
	} else {
		figures := family.Dispute(s.Dispute)
		errs = append(errs, f.Check(s.L1ChainID, rollup.Terms()), s.Dispute.validate(), f.CheckDispute(s.L1ChainID, &figures))
		require(!i.StandIn || !f.IsMain(s.L1ChainID), "inbox.stand_in_bridge: it takes coins and pays none back, so it is for test networks")
	}
	return errors.Join(errs...)
}

const maxSeats = 32

// rollup is the constants of the rollup once the inbox is there.
func (s *Spec) rollup(inbox common.Address, born birth) *params.Params {
	return &params.Params{
		ChainID: s.ChainID, L1ChainID: s.L1ChainID, L1Family: s.L1Family, Inbox: inbox, InboxHeight: uint64(born.Height),
		ForceDelay: uint64(s.Inbox.ForceDelay), MaxMessages: uint64(s.Inbox.MaxMessages), MaxBatchData: uint64(s.Inbox.MaxBatchData),
		GenesisTime: born.Time, GasLimit: s.GasLimit, FeeRecipient: s.FeeRecipient, BaseFee: s.BaseFee,
		MaxDrift: s.MaxDrift, ProofLimit: s.ProofLimit, Alloc: s.Alloc,
	}
}
