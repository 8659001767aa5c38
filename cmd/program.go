// SPDX-License-Identifier: Apache-2.0

// Package cmd knows the program that this source proves with, for the commands below it.
package cmd

import (
	_ "embed"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

//go:embed guest/machine.txt
var pinned string

// Program is the hash of the machine that begins with package guest's program, as the source pins it. It is part of
// every claim.
func Program() common.Hash { return common.HexToHash(strings.TrimSpace(pinned)) }
