// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/onestep/onchain"
)

func vmProveCommand() *cli.Command {
	return role(&cli.Command{
		Name:      "prove",
		Usage:     "print the proof of one step of a program, as JSON",
		ArgsUsage: "ELF [ARGUMENT...]",
		Description: "The proof has all that L1 needs to do that step itself: the machine's header, the root of its memory, and a path in the\n" +
			"memory's tree for each leaf that the step touches. `adit vm check` does it. A step that reads a preimage has that, too:\n" +
			"the value, or the question that a precompile of L1 answers with it. --preimages has a list of them, such as\n" +
			`[{"value": "0x1234"}, {"question": {"precompile": 1, "input": "0x..."}}]`,
		Flags: []cli.Flag{
			&cli.Uint64Flag{Name: "step", Usage: "`NUMBER` of steps done before the one to prove"},
			&cli.StringFlag{Name: "input", Usage: fmt.Sprintf("`FILE` that is the program's standard input, of %d bytes at most; - for that of this command", vm.InputSize)},
			&cli.StringSliceFlag{Name: "env", Usage: "`NAME=VALUE` in the environment of the program, which is empty otherwise"},
			&cli.PathFlag{Name: "preimages", Usage: "JSON `FILE` of what the program may ask for: values, and questions to precompiles of L1"},
		},
		Action: vmProve,
	})
}

func vmProve(c *cli.Context) error {
	if !c.Args().Present() {
		return usagef("adit vm prove needs a program: `adit vm prove --step NUMBER ELF [ARGUMENT...]`")
	}
	program, err := readProgram(c.Args().Slice(), c.StringSlice("env"))
	if err != nil {
		return err
	}
	input, err := readInput(c.String("input"), os.Stdin)
	if err != nil {
		return err
	}
	m, err := newMachine(program, input, nil)
	if err != nil {
		return err
	}
	if file := c.Path("preimages"); file != "" {
		answers, err := readPreimages(file)
		if err != nil {
			return err
		}
		m = m.Fork(answers, nil)
	}
	step := c.Uint64("step")
	for m.Status == vm.Running && m.Steps < step {
		if err := c.Context.Err(); err != nil {
			return err
		}
		if err := m.Run(min(step, m.Steps+lookEvery)); err != nil {
			return fmt.Errorf("step %d: %w", m.Steps, err)
		}
	}
	if m.Steps < step {
		return usagef("the program has ended after %d steps: there is no step %d", m.Steps, step)
	}
	proof, err := onestep.NewProof(m)
	if err != nil {
		return err
	}
	return printProof(c.App.Writer, proof)
}

func printProof(w io.Writer, proof *onestep.Proof) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(proof)
}

func vmCheckCommand() *cli.Command {
	return role(&cli.Command{
		Name:      "check",
		Usage:     "check the proof of a step, in Go and by the contract of L1 in an EVM of its own",
		ArgsUsage: "FILE",
		Description: "FILE is what `adit vm prove` printed, or - for standard input. Nothing in it is believed: the step is done anew, twice,\n" +
			"and both times has to lead from the machine to the machine that the proof claims.",
		Flags:  []cli.Flag{&cli.BoolFlag{Name: "json", Usage: "print JSON instead of text"}},
		Action: vmCheck,
	})
}

func vmCheck(c *cli.Context) error {
	if c.NArg() != 1 {
		return usagef("adit vm check needs one file: `adit vm check FILE`")
	}
	proof, err := readProof(c.Args().First())
	if err != nil {
		return err
	}
	witness, err := proof.Witness()
	if err != nil {
		return fmt.Errorf("the proof is no witness: %w", err)
	}
	if err := proof.Check(); err != nil {
		return fmt.Errorf("checked in Go: %w", err)
	}
	size := len(witness.Encode())
	gas, err := checkOnChain(proof, witness.Encode())
	if err != nil {
		return fmt.Errorf("checked by the contract: %w", err)
	}
	if c.Bool("json") {
		return json.NewEncoder(c.App.Writer).Encode(map[string]any{
			"step": proof.Step, "before": proof.Before, "after": proof.After, "bytes": size, "gas": gas,
		})
	}
	_, err = fmt.Fprintf(c.App.Writer, "step %d, %s: from machine %s\n  to machine %s\n  in Go and by the contract, with a witness of %d bytes and %d gas\n",
		proof.Step, proof.Instruction, proof.Before, proof.After, size, gas)
	return err
}

// readProof refuses fields that it does not know: nothing in a proof goes unchecked.
func readProof(path string) (*onestep.Proof, error) {
	in := io.Reader(os.Stdin)
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, usage(fmt.Errorf("read proof: %w", err))
		}
		defer f.Close()
		in = f
	}
	d := json.NewDecoder(in)
	d.DisallowUnknownFields()
	var proof onestep.Proof
	if err := d.Decode(&proof); err != nil {
		return nil, advise(fmt.Errorf("read proof: %w", err), "`adit vm prove` prints one")
	}
	return &proof, nil
}

// checkOnChain gives the gas that a transaction with the witness takes.
func checkOnChain(proof *onestep.Proof, witness []byte) (gas uint64, err error) {
	chain, err := onchain.New()
	if err != nil {
		return 0, err
	}
	if p := proof.Preimage; p != nil {
		if err := chain.Bring(p); err != nil {
			return 0, err
		}
	}
	before, after, gas, err := chain.Step(witness)
	if err != nil {
		return gas, err
	}
	return gas, proof.Claims(before, after)
}
