// SPDX-License-Identifier: Apache-2.0

package ots

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

// number is an integer as Otterscan sends it, a JSON number, or as the rest of JSON-RPC has it, in hex.
type number uint64

// UnmarshalJSON implements json.Unmarshaler.
func (n *number) UnmarshalJSON(raw []byte) error {
	text := strings.Trim(string(raw), `"`)
	var v uint64
	var err error
	if strings.HasPrefix(text, "0x") {
		v, err = hexutil.DecodeUint64(text)
	} else {
		v, err = strconv.ParseUint(text, 10, 64)
	}
	if err != nil {
		return fmt.Errorf("%q is not a number", text)
	}
	*n = number(v)
	return nil
}

// blockTag is a number or one of the names that JSON-RPC has for blocks. "pending" means "latest": what is not sealed
// has no details.
type blockTag string

var tags = []string{"latest", "safe", "finalized", "earliest", "pending"}

// UnmarshalJSON implements json.Unmarshaler.
func (t *blockTag) UnmarshalJSON(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) == nil && slices.Contains(tags, text) {
		*t = blockTag(text)
		return nil
	}
	var n number
	if err := n.UnmarshalJSON(raw); err != nil {
		return err
	}
	*t = blockTag(hexutil.EncodeUint64(uint64(n)))
	return nil
}

// text is the block as the eth_ methods take it.
func (t blockTag) text() string {
	if t == "" || t == "pending" {
		return "latest"
	}
	return string(t)
}
