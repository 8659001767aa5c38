// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/layeredpow/adit/contracts/deploy"
)

// ErrFolder says that the devnet's folder is not as a devnet leaves it, so that going on would destroy what is there.
var ErrFolder = errors.New("the devnet's folder is not whole")

// earlier reads what an earlier start has deployed; nil when this is the first start. It refuses a folder that has
// lost a part: the rollup that it held would be replaced by another one under the same name.
func (d *devnet) earlier() (*Deployment, error) {
	deployment, err := loadDeployment(d.folder)
	if err != nil {
		return nil, err
	}
	for _, c := range []struct {
		lost      bool
		what, and string
	}{
		{deployment == nil && d.folder.exists(d.folder.rollup()) && !d.folder.exists(d.folder.journal()), d.folder.deployment(), d.folder.rollup()},
		{deployment != nil && !d.folder.exists(d.folder.rollup()), d.folder.rollup(), d.folder.deployment()},
	} {
		if c.lost {
			return nil, fmt.Errorf("%w: %s is missing, and %s is there: put it back, or begin anew with --fresh", ErrFolder, c.what, c.and)
		}
	}
	return deployment, nil
}

// deployed checks that the L1 that was started carries what the folder says.
func (d *devnet) deployed(ctx context.Context) error {
	l1, err := ethclient.DialContext(ctx, d.cfg.url(d.ports.l1()))
	if err != nil {
		return fmt.Errorf("dial L1: %w", err)
	}
	defer l1.Close()
	for _, c := range []struct {
		name deploy.Name
		at   common.Address
	}{{deploy.Inbox, d.deployment.Inbox}, {deploy.Rollup, d.deployment.Rollup}} {
		if c.at == (common.Address{}) {
			continue // the folder is older than that contract
		}
		code, err := l1.CodeAt(ctx, c.at, nil)
		if err != nil {
			return fmt.Errorf("code of the %s: %w", c.name, err)
		}
		if len(code) == 0 {
			return fmt.Errorf("%w: L1 has no %s at %s, so the chain in %s is not the one that %s was written for: put that back, or begin anew with --fresh",
				ErrFolder, c.name, c.at, d.folder.path(roleL1), d.folder.deployment())
		}
	}
	return nil
}
