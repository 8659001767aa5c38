// SPDX-License-Identifier: Apache-2.0

package main

import (
	"crypto/ecdsa"
	"fmt"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/urfave/cli/v2"
)

// l1KeyFlags name the account that pays on L1. A key never comes in as a flag or a variable: both show in the list of
// processes.
func l1KeyFlags() []cli.Flag {
	return []cli.Flag{
		&cli.PathFlag{Name: "l1.key", Usage: "`FILE` with the L1 account's private key: hex, or a keystore JSON; nobody but its owner may read it", Category: "l1:"},
		&cli.PathFlag{Name: "l1.passphrase", Usage: "`FILE` with the passphrase of a keystore JSON", Category: "l1:"},
	}
}

// loadKey reads a private key from a hex file, or from a keystore with the passphrase in another file, which the flag
// passphraseFlag names.
func loadKey(path, passphrasePath, passphraseFlag string) (*ecdsa.PrivateKey, error) {
	raw, err := readSecret(path)
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(raw, "{") {
		key, err := crypto.HexToECDSA(strings.TrimPrefix(raw, "0x"))
		if err != nil {
			return nil, advise(usagef("private key in %s: not 32 bytes in hex", path), "write the key as 64 hex digits, or give a keystore JSON with --"+passphraseFlag)
		}
		if passphrasePath != "" {
			return nil, usagef("%s is no keystore: --%s has nothing to open", path, passphraseFlag)
		}
		return key, nil
	}
	if passphrasePath == "" {
		return nil, usagef("%s is an encrypted keystore: --%s must name the file with its passphrase", path, passphraseFlag)
	}
	passphrase, err := readSecret(passphrasePath)
	if err != nil {
		return nil, err
	}
	key, err := keystore.DecryptKey([]byte(raw), passphrase)
	if err != nil {
		return nil, usagef("decrypt keystore %s: %w", path, err)
	}
	return key.PrivateKey, nil
}

// readSecret reads a file that only its owner may be able to read.
func readSecret(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", usagef("open secret: %w", err)
	}
	defer f.Close()
	stat, err := f.Stat()
	if err != nil {
		return "", fmt.Errorf("look at secret: %w", err)
	}
	if stat.Mode().Perm()&0o077 != 0 {
		return "", advise(usagef("secret %s can be read by others (mode %o)", path, stat.Mode().Perm()), "chmod 600 "+path)
	}
	if stat.Size() > 64*1024 {
		return "", usagef("secret %s has %d bytes, too many for a key", path, stat.Size())
	}
	raw := make([]byte, stat.Size())
	if _, err := f.ReadAt(raw, 0); err != nil {
		return "", fmt.Errorf("read secret %s: %w", path, err)
	}
	return strings.TrimSpace(string(raw)), nil
}
