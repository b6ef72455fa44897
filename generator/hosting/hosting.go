// Package hosting says how a site wants to be sent: which headers, for the hosts that read a file of them, and for nginx.
//
// Two rules are all: every file has the policy that its pages satisfy, and what lies in the assets folder is named by its content and
// may be kept for ever. All else is asked for anew each time, which costs a host one short answer.
package hosting

import (
	"encoding/json"
	"fmt"
	"strings"

	"baogao/generator/diag"
)

// Header is one header field.
type Header struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Site is what the headers of a site depend on.
type Site struct {
	Policy string // Content-Security-Policy
	Assets string // the folder of files named by their content
}

// headers are those of every file.
func (s Site) headers() []Header {
	return []Header{
		{"Content-Security-Policy", s.Policy},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "strict-origin-when-cross-origin"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
	}
}

// forEver is for files that are named by their content.
var forEver = Header{"Cache-Control", "public, max-age=31536000, immutable"}

// Kinds are the names that Write takes.
func Kinds() []string { return []string{"firebase", "headers", "nginx", "vercel"} }

// Write is the file that a kind of host reads:
//
//	headers    _headers, read by Netlify and Cloudflare Pages in the site's folder; a build writes it there
//	vercel     vercel.json of the project's folder
//	firebase   firebase.json of the project's folder
//	nginx      a file for /etc/nginx/sites-enabled
func (s Site) Write(kind string) ([]byte, error) {
	switch kind {
	case "headers":
		return s.headersFile(), nil
	case "nginx":
		return s.nginx(), nil
	case "vercel":
		return marshal(vercel{Output: "public", Headers: []rule{{"/(.*)", s.headers()}, {"/" + s.Assets + "/(.*)", []Header{forEver}}}})
	case "firebase":
		return marshal(firebase{firebaseHosting{Public: "public", Headers: []rule{{"**", s.headers()}, {"/" + s.Assets + "/**", []Header{forEver}}}}})
	}
	return nil, diag.Say("there is no kind of host %q; there are: %s", kind, strings.Join(Kinds(), ", "))
}

// headersFile is a _headers:
//
//	/*
//	  Content-Security-Policy: default-src 'none'; …
//	/assets/*
//	  Cache-Control: public, max-age=31536000, immutable
//
// No header is given by two rules, because hosts disagree on what that means.
func (s Site) headersFile() []byte {
	var b strings.Builder
	write := func(path string, headers []Header) {
		b.WriteString(path + "\n")
		for _, h := range headers {
			b.WriteString("  " + h.Key + ": " + h.Value + "\n")
		}
	}
	write("/*", s.headers())
	write("/"+s.Assets+"/*", []Header{forEver})
	return []byte(b.String())
}

type vercel struct {
	Output  string `json:"outputDirectory"`
	Headers []rule `json:"headers"`
}

type firebase struct {
	Hosting firebaseHosting `json:"hosting"`
}

type firebaseHosting struct {
	Public  string `json:"public"`
	Headers []rule `json:"headers"`
}

type rule struct {
	Source  string   `json:"source"`
	Headers []Header `json:"headers"`
}

func marshal(v any) ([]byte, error) {
	data, err := json.MarshalIndent(v, "", "  ")
	return append(data, '\n'), err
}

// nginx is a server of the site. A header that a location adds would take all others away, so none does; what differs by path comes from the map.
func (s Site) nginx() []byte {
	var headers strings.Builder
	for _, h := range s.headers() {
		fmt.Fprintf(&headers, "    add_header %s %q always;\n", h.Key, h.Value)
	}
	return []byte(strings.NewReplacer("ASSETS", s.Assets, "FOREVER", forEver.Value, "    HEADERS\n", headers.String()).Replace(nginxServer))
}

const nginxServer = `# A server of the site, for /etc/nginx/sites-enabled. Change listen, server_name and root; for HTTPS let certbot add its lines.
# The site is best built with: baogao build --compress
map $uri $baogao_cache {
    default      "no-cache";
    ~^/ASSETS/   "FOREVER";
}

server {
    listen 80;
    server_name report.example.org;
    root /srv/report;

    index index.html;
    autoindex off;
    absolute_redirect off;
    server_tokens off;
    error_page 403 =404 /404.html;
    error_page 404 /404.html;

    charset utf-8;
    charset_types text/plain text/css text/csv text/markdown text/xml application/javascript application/json application/xml application/atom+xml image/svg+xml application/manifest+json;
    default_type application/octet-stream;

    # The files x.gz that the build wrote are sent as they are. With libnginx-mod-http-brotli-static, x.br too:
    gzip_static on;
    gzip_vary on;
    # brotli_static on;

    HEADERS
    add_header Cache-Control $baogao_cache;

    location / {
        try_files $uri $uri/ =404;
    }
    # What nginx's own list of media types does not know.
    location ~ \.md$          { default_type text/markdown; }
    location ~ \.csv$         { default_type text/csv; }
    location ~ \.epub$        { default_type application/epub+zip; }
    location ~ \.akn\.xml$    { types { } default_type application/akn+xml; }
    location = /feed.xml      { types { } default_type application/atom+xml; }
    location ~ \.webmanifest$ { default_type application/manifest+json; }
    # Files for other hosts, and the mark of the folder, are no part of the site.
    location ~ /[._](?!well-known) { return 404; }
}
`
