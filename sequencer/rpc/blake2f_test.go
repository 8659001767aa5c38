// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/vm"
	gethparams "github.com/ethereum/go-ethereum/params"
)

// TestPatientBlake2f holds our rounds against go-ethereum's, and sees that the EVM of an L2 block uses ours.
func TestPatientBlake2f(t *testing.T) {
	ours := vm.PrecompiledContractsOsaka[common.BytesToAddress([]byte{9})].(patientBlake2f)
	theirs := ours.PrecompiledContract
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 200 {
		input := make([]byte, 213)
		for j := range input {
			input[j] = byte(random.Uint32())
		}
		rounds := hastyRounds + 1 + random.Uint32N(50)
		binary.BigEndian.PutUint32(input, rounds)
		input[212] = byte(i % 3) // 2 is an error
		want, wantErr := theirs.Run(input)
		got, err := ours.Run(input)
		if !bytes.Equal(got, want) || (err == nil) != (wantErr == nil) {
			t.Fatalf("%d rounds of %x: got %x %v, want %x %v", rounds, input, got, err, want, wantErr)
		}
		if got, want := ours.RequiredGas(input), theirs.RequiredGas(input); got != want {
			t.Fatalf("got %d gas, want %d", got, want)
		}
	}
	for _, input := range [][]byte{nil, make([]byte, 212), make([]byte, 214)} {
		if _, err := ours.Run(input); err == nil {
			t.Errorf("%d bytes were taken", len(input))
		}
	}
	rules := gethparams.Rules{IsOsaka: true, IsPrague: true, IsCancun: true, IsBerlin: true, IsIstanbul: true, IsByzantium: true}
	if _, ok := vm.ActivePrecompiledContracts(rules)[common.BytesToAddress([]byte{9})].(patientBlake2f); !ok {
		t.Error("the EVM uses another one")
	}
}

func BenchmarkBlake2f(b *testing.B) {
	ours := vm.PrecompiledContractsOsaka[common.BytesToAddress([]byte{9})].(patientBlake2f)
	input := make([]byte, 213)
	binary.BigEndian.PutUint32(input, 1_000_000)
	for name, p := range map[string]vm.PrecompiledContract{"ours": ours, "theirs": ours.PrecompiledContract} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				_, _ = p.Run(input)
			}
		})
	}
}

// TestRoundsCanBeInterrupted collects garbage while rounds are computed: Go must not have to wait for their end.
func TestRoundsCanBeInterrupted(t *testing.T) {
	ours := vm.PrecompiledContractsOsaka[common.BytesToAddress([]byte{9})]
	input := make([]byte, 213)
	binary.BigEndian.PutUint32(input, 40_000_000)
	var begun, ended atomic.Bool
	done := make(chan struct{})
	go func() {
		defer close(done)
		begun.Store(true)
		_, _ = ours.Run(input)
		ended.Store(true)
	}()
	for !begun.Load() {
		runtime.Gosched()
	}
	for range 3 {
		runtime.GC()
	}
	if ended.Load() {
		t.Error("the collection took as long as the rounds")
	}
	<-done
}
