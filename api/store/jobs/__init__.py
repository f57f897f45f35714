"""The queue of submitted articles: jobs, their submissions, and the claims of the workers that attribute them."""
