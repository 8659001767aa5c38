package etc

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestAnswersAreBounded(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, strings.Repeat("0", 1000))
	}))
	defer server.Close()
	for _, test := range []struct {
		most int64
		ok   bool
	}{{999, false}, {1000, true}} {
		c := &http.Client{Transport: bounded{http.DefaultTransport.(*http.Transport).Clone(), test.most}}
		res, err := c.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(res.Body)
		res.Body.Close()
		if (err == nil) != test.ok || int64(len(got)) > test.most {
			t.Errorf("at most %d bytes: %d bytes, %v", test.most, len(got), err)
		}
		c.CloseIdleConnections()
	}
}
