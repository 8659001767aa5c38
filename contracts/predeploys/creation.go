// SPDX-License-Identifier: Apache-2.0

package predeploys

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
)

// format is the version of the file with the creation code.
const format = 1

// Creations is the creation code of each contract by its name. What Parse returns holds every contract's, and no
// other code.
type Creations map[string][]byte

// Parse reads the file that `make predeploys` writes. It refuses a contract that it does not know, one that is
// missing, and code that is not the contract's own. The error holds all complaints.
func Parse(text []byte) (Creations, error) {
	var file struct {
		Format    int                      `json:"format"`
		Creations map[string]hexutil.Bytes `json:"creations"`
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	if file.Format != format {
		return nil, fmt.Errorf("format %d: this version reads %d", file.Format, format)
	}
	creations := make(Creations, len(file.Creations))
	for name, code := range file.Creations {
		creations[name] = code
	}
	if err := creations.validate(); err != nil {
		return nil, err
	}
	return creations, nil
}

func (c Creations) validate() error {
	var complaints []error
	known := make(map[string]bool)
	for _, contract := range Contracts() {
		known[contract.Name] = true
		code, ok := c[contract.Name]
		if !ok {
			complaints = append(complaints, fmt.Errorf("%s: no creation code", contract.Name))
			continue
		}
		if got := crypto.Keccak256Hash(code); got != contract.Creation {
			complaints = append(complaints, fmt.Errorf("%s: the creation code has hash %s, want %s", contract.Name, got, contract.Creation))
		}
	}
	for name := range c {
		if !known[name] {
			complaints = append(complaints, fmt.Errorf("%s: not a contract that a genesis block holds", name))
		}
	}
	return errors.Join(complaints...)
}
