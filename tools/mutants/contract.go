// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// contract is the one contract that mutants of Solidity are made of.
type contract struct {
	*runner
	source  string   // its file, below the folder of contracts
	name    string   //
	tests   string   // what forge is to run
	twins   []string // Go packages that play with the bindings' bytes
	project string   // a copy of the folder of contracts, in which mutants take the contract's place
	created []byte   // the contract as it is
}

// suite is for mutants of the sources beside the contract's.
func (c *contract) suite() *suite {
	return &suite{
		name: "solidity",
		list: func() ([]mutant, error) {
			return list(c.root, filepath.Join("contracts", filepath.Dir(c.source)), ".sol", solidityMutants)
		},
		try: c.try,
	}
}

func (c *contract) try(m *mutant) (fate, string, error) {
	if c.project == "" {
		if err := c.prepare(); err != nil {
			return 0, "", err
		}
	}
	created, deployed, err := c.compile(m)
	if err != nil || created == nil {
		return noProgram, "", err
	}
	if err := c.inject(created, deployed); err != nil {
		return 0, "", err
	}
	ok, output, err := c.run(c.project, "node_modules/.bin/forge", "test", "--fail-fast", "--match-path", c.tests, "--no-match-test", "test_gas|test_size")
	switch {
	case err != nil:
		return 0, "", err
	case !ok:
		return killed, finder(output), nil
	case bytes.Contains(output, []byte("Compiling")):
		return 0, "", errors.New("forge compiles: it would test the contract as it is")
	}
	return c.tryTwins(created)
}

// tryTwins has the Go side play with the mutant.
func (c *contract) tryTwins(created []byte) (fate, string, error) {
	const file = "contracts/bindings/bindings.go"
	source, err := os.ReadFile(filepath.Join(c.root, file))
	if err != nil {
		return 0, "", err
	}
	old := []byte(hex.EncodeToString(c.created))
	if n := bytes.Count(source, old); n != 1 {
		return 0, "", fmt.Errorf("find the contract's bytes in %s: %d times", file, n)
	}
	replaced := map[string][]byte{file: bytes.Replace(source, old, []byte(hex.EncodeToString(created)), 1)}
	for _, pkg := range c.twins {
		if f, by, err := c.goTest(replaced, pkg); err != nil || f != survived {
			return f, by, err
		}
	}
	return survived, "", nil
}

// prepare copies the built project, and holds what we compile against what is there.
func (c *contract) prepare() error {
	from, to := filepath.Join(c.root, "contracts"), filepath.Join(c.dir, "contracts")
	for _, name := range []string{"src", "test", "tools", "vectors", "out", "cache", "foundry.toml"} {
		if err := copyTree(filepath.Join(from, name), filepath.Join(to, name)); err != nil {
			return fmt.Errorf("copy the project (run make -C contracts build first): %w", err)
		}
	}
	if err := os.Symlink(filepath.Join(from, "node_modules"), filepath.Join(to, "node_modules")); err != nil {
		return err
	}
	c.project = to
	created, _, err := c.compile(nil)
	if err != nil {
		return err
	}
	var a artifact
	if err := readJSON(c.artifact(), &a); err != nil {
		return err
	}
	if a.Bytecode.Object != "0x"+hex.EncodeToString(created) {
		return errors.New("compile the contract: the bytes are not those that forge has made; run make -C contracts build")
	}
	c.created = created
	return nil
}

func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := to + strings.TrimPrefix(path, from)
		if d.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
			return err
		}
		return os.WriteFile(target, b, info.Mode())
	})
}

// artifact is what forge has of a contract, as far as we look at it.
type artifact struct {
	Bytecode struct {
		Object string `json:"object"`
	} `json:"bytecode"`
}

func (c *contract) artifact() string {
	return filepath.Join(c.project, "out", filepath.Base(c.source), c.name+".json")
}

// compiled is what the compiler answers, as far as we ask.
type compiled struct {
	Errors []struct {
		Severity string `json:"severity"`
		Message  string `json:"formattedMessage"`
	} `json:"errors"`
	Contracts map[string]map[string]struct {
		EVM struct {
			Bytecode         struct{ Object string } `json:"bytecode"`
			DeployedBytecode struct{ Object string } `json:"deployedBytecode"`
		} `json:"evm"`
	} `json:"contracts"`
}

// compile compiles the contract with a mutant in it, as foundry.toml has it compiled. It returns nothing if the mutant
// is no program.
func (c *contract) compile(m *mutant) (created, deployed []byte, err error) {
	sources := make(map[string]any)
	err = filepath.WalkDir(filepath.Join(c.root, "contracts", "src"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(filepath.Join(c.root, "contracts"), path)
		if m != nil && m.file == "contracts/"+filepath.ToSlash(name) {
			b = m.apply(b)
		}
		sources[filepath.ToSlash(name)] = map[string]any{"content": string(b)}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	input, err := json.Marshal(map[string]any{
		"language": "Solidity", "sources": sources, "settings": map[string]any{
			"viaIR": true, "evmVersion": "shanghai", "optimizer": map[string]any{"enabled": true, "runs": 10_000},
			"metadata":        map[string]any{"bytecodeHash": "none", "appendCBOR": false},
			"outputSelection": map[string]any{c.source: map[string]any{c.name: []string{"evm.bytecode.object", "evm.deployedBytecode.object"}}},
		},
	})
	if err != nil {
		return nil, nil, err
	}
	command := exec.Command(filepath.Join("tools", "solc"), "--standard-json")
	command.Dir, command.Stdin, command.Stderr = filepath.Join(c.root, "contracts"), bytes.NewReader(input), os.Stderr
	output, err := command.Output()
	if err != nil {
		return nil, nil, fmt.Errorf("compile: %w", err)
	}
	var answer compiled
	if err := json.Unmarshal(output, &answer); err != nil {
		return nil, nil, err
	}
	for _, e := range answer.Errors {
		if e.Severity == "error" && m != nil {
			return nil, nil, nil
		} else if e.Severity == "error" {
			return nil, nil, fmt.Errorf("compile: %s", e.Message)
		}
	}
	code := answer.Contracts[c.source][c.name].EVM
	if created, err = hex.DecodeString(code.Bytecode.Object); err == nil {
		deployed, err = hex.DecodeString(code.DeployedBytecode.Object)
	}
	return created, deployed, err
}

// inject puts bytes in the place of the contract's, where forge takes them from.
func (c *contract) inject(created, deployed []byte) error {
	var whole map[string]json.RawMessage
	if err := readJSON(c.artifact(), &whole); err != nil {
		return err
	}
	for name, code := range map[string][]byte{"bytecode": created, "deployedBytecode": deployed} {
		var part map[string]json.RawMessage
		if err := json.Unmarshal(whole[name], &part); err != nil {
			return err
		}
		part["object"] = json.RawMessage(`"0x` + hex.EncodeToString(code) + `"`)
		b, err := json.Marshal(part)
		if err != nil {
			return err
		}
		whole[name] = b
	}
	b, err := json.Marshal(whole)
	if err != nil {
		return err
	}
	return os.WriteFile(c.artifact(), b, 0o600)
}

func readJSON(file string, v any) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}
